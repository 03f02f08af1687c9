import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { toItemActions } from './actions.ts';
import { ItemActions } from './item-actions.tsx';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{
  view: FlowView;
  item: ItemView;
  commands: FlowCommands | null;
  /** A retry of it was taken. */
  onRetried: () => void;
}>;

/** Why an item failed, and what can be done about it. */
export const ItemProblem = ({ view, item, commands, onRetried }: Props) => {
  const flow = useFlowText();
  const { problem } = item;
  if (!problem) return null;
  const actions = toItemActions(view, item);
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="flex flex-col gap-1 text-sm">
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{problem.message}</p>
        {actions.length > 0 && <p className="text-text-tertiary">{flow.advice[problem.nextAction]}</p>}
      </div>
      {commands && actions.length > 0 && <ItemActions {...{ view, item, commands, actions, onRetried }} />}
    </div>
  );
};
