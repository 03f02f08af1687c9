import { CircleStop } from 'lucide-react';
import type { ItemView } from '../../../src/machines/flow/view.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { MovedOn } from './commands.ts';
import { toNameInText } from './names.ts';
import { type FlowCommands, useCommand } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

/** Ends one install that waits or runs. */
export const StopInstall = ({ item, commands }: Readonly<{ item: ItemView; commands: FlowCommands }>) => {
  const flow = useFlowText();
  const toast = useToast();
  const { isBusy, run } = useCommand(commands);
  const stop = async () => {
    const refused = await run({ name: 'cancel', item: item.id });
    // The row goes on saying how the install stands; this says why it does.
    if (refused && !(refused.error instanceof MovedOn)) toast(refused.reason);
  };
  return (
    <IconButton
      size="sm"
      label={flow.actions.cancelItem(toNameInText(item, flow))}
      busy={isBusy}
      onClick={() => void stop()}
      icon={<CircleStop aria-hidden size={16} />}
      className="relative z-10 -my-1"
    />
  );
};
