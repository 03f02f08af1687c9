import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toList } from './end-card.ts';
import { isSettled } from './item-facts.ts';
import { Refusal } from './refusal.tsx';
import { type FlowCommands, useCommand } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{ view: FlowView; commands: FlowCommands; onClose: () => void }>;

/** Asks before a create is stopped: what stays, and what will not be done. */
export const CancelDialog = ({ view, commands, onClose }: Props) => {
  const flow = useFlowText();
  const { isBusy, reason, run } = useCommand(commands);
  const cancel = async () => {
    if ((await run({ name: 'cancel' })) === null) onClose();
  };
  const isDone = ({ state }: ItemView): boolean => state === 'succeeded';
  return (
    <Dialog
      title={flow.cancel.title(view.profile)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{flow.cancel.keep}</Button>
          <Button variant="destructive" busy={isBusy} onClick={() => void cancel()}>
            {flow.cancel.confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-secondary">{flow.cancel.body}</p>
        <dl className="flex flex-col gap-3 text-sm">
          <Part title={flow.cancel.kept}>{toList(view.items.filter(isDone), flow) || flow.cancel.keptNothing}</Part>
          <Part title={flow.cancel.lost}>
            {toList(
              view.items.filter((item) => !isSettled(item)),
              flow,
            )}
          </Part>
        </dl>
        <Refusal reason={reason} />
      </div>
    </Dialog>
  );
};

const Part = ({ title, children }: Readonly<{ title: string; children: string }>) =>
  children === '' ? null : (
    <div>
      <dt className="text-text-tertiary">{title}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
