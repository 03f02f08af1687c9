import type { FlowView } from '../../../src/machines/flow/view.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Refusal } from './refusal.tsx';
import { type FlowCommands, useCommand } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{ view: FlowView; commands: FlowCommands; onClose: () => void }>;

/** Asks for the name of the profile before it is removed. */
export const DiscardDialog = ({ view, commands, onClose }: Props) => {
  const { discard } = useFlowText();
  const { isBusy, reason, run } = useCommand(commands);
  const remove = async () => {
    if ((await run({ name: 'discard', confirm: view.profile })) === null) onClose();
  };
  return (
    <ConfirmDialog
      title={discard.title(view.profile)}
      confirm={discard.confirm}
      phrase={view.profile}
      destructive
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3">
        <p>{discard.body}</p>
        <Refusal reason={reason} />
      </div>
    </ConfirmDialog>
  );
};
