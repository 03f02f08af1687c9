import { useEffect } from 'react';
import { useBlocker } from '../navigation/use-blocker.ts';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { isTouched } from './draft.ts';
import { emptyInput, type BuilderActor } from './use-builder-actor.ts';
import { useBuilder } from './use-builder.tsx';

/** Asks before a draft is left; a closed tab asks only when secrets would be lost, since the draft itself is kept. */
export const LeaveGuard = ({ actor }: Readonly<{ actor: BuilderActor }>) => {
  const { leave } = useText().builder;
  const { secrets } = useBuilder();
  const secretCount = Object.keys(secrets).length;
  useUnloadQuestion(secretCount > 0);
  // The actor is asked, not the last render: it has just become a flow when the page goes there.
  const { held, stay } = useBlocker(({ from, to }) => {
    const { draft, flow } = actor.getSnapshot().context;
    return flow === null && isTouched(draft) && from !== to;
  });
  if (held === null) return null;
  const discard = () => {
    actor.send({ type: 'opened', opened: emptyInput() });
    held.proceed();
  };
  return (
    <Dialog
      title={leave.title}
      onClose={stay}
      footer={
        <>
          <Button onClick={stay}>{leave.stay}</Button>
          <Button variant="destructive" onClick={discard}>
            {leave.discard}
          </Button>
          <Button variant="primary" onClick={held.proceed}>
            {leave.leave}
          </Button>
        </>
      }
    >
      <p className="text-text-secondary">{leave.text(secretCount)}</p>
    </Dialog>
  );
};

const useUnloadQuestion = (isAsked: boolean): void => {
  useEffect(() => {
    if (!isAsked) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isAsked]);
};
