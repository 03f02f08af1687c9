import { isTrouble } from '../../../../src/machines/flow/tone.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { Button } from '../../ui/button.tsx';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ replay: Replay; goTo: (version: number) => void }>;

/** Where to fork instead when everything has ended. */
export const NothingLeft = ({ replay, goTo }: Props) => {
  const { answers: text } = useForkText();
  const failure = replay.events.findIndex(({ type }) => isTrouble(type));
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-sm text-text-secondary">{text.none}</p>
      <div className="flex flex-wrap gap-2">
        {failure > 0 && (
          <Button size="sm" onClick={() => goTo(failure)}>
            {text.beforeFailure}
          </Button>
        )}
        <Button size="sm" onClick={() => goTo(1)}>
          {text.start}
        </Button>
      </div>
    </div>
  );
};
