import { Download } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ItemView } from '../../../../src/machines/flow/view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { isSettled, toShortName } from '../item-facts.ts';
import type { OutputHook } from '../item-output.ts';
import { toNameInText } from '../names.ts';
import { saveAs } from '../save-as.ts';
import { useFlowText } from '../use-flow-text.ts';
import { findMatches } from './find-matches.ts';
import { LogLines } from './log-lines.tsx';
import { LogSearch } from './log-search.tsx';

type Props = Readonly<{ item: ItemView; output: OutputHook }>;

/** What an install has printed: followed, searched, copied and kept. */
export const LogPanel = ({ item, output }: Props) => {
  const flow = useFlowText();
  const { lines, isRead, error } = output.useLines(item);
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState({ match: 0, asked: 0 });
  const [isFollowing, setFollowing] = useState(true);
  const show = (match: number) => {
    setFollowing(false);
    setShown(({ asked }) => ({ match, asked: asked + 1 }));
  };
  const searched = useDeferredValue(wanted);
  const matches = useMemo(() => findMatches(lines, searched), [lines, searched]);
  // Its place is kept as long as lines may come, so that what is below does not move with each.
  const [hasPlace] = useState(() => !isSettled(item));
  if (lines.length === 0 && !hasPlace && (isRead || error))
    return <p className="text-sm text-text-tertiary">{error ? flow.log.failed : flow.log.empty}</p>;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <LogSearch
          {...{ wanted, matches, current: shown.match }}
          onMove={show}
          onSearch={(text) => {
            setWanted(text);
            show(0);
          }}
        />
        <span className="flex">
          <CopyButton label={flow.log.copy} text={() => lines.join('\n')} />
          <DownloadButton {...{ item, output }} />
        </span>
      </div>
      <LogLines
        label={flow.log.title(toNameInText(item, flow))}
        lines={lines}
        matches={matches}
        current={matches[shown.match] ?? null}
        asked={shown.asked}
        isFollowing={isFollowing}
        onFollow={setFollowing}
        isGrowing={hasPlace}
        empty={error ? flow.log.failed : flow.log.waiting}
      />
    </div>
  );
};

const DownloadButton = ({ item, output }: Props) => {
  const flow = useFlowText();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      saveAs(await output.readAll(item), `${toShortName(item.name ?? item.id)}.log`);
    } catch {
      toast(flow.log.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <IconButton
      size="sm"
      label={flow.log.download}
      busy={isBusy}
      onClick={() => void download()}
      icon={<Download aria-hidden size={16} />}
    />
  );
};
