import { CircleStop, History, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { type FlowAction, toFlowActions, toRetriable } from './actions.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { toBuilderPath, toReplayPath } from './paths.ts';
import { Refusal } from './refusal.tsx';
import { type FlowCommands, useCommand } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{ view: FlowView; commands: FlowCommands }>;

/** What can be pressed about the whole flow; the first is the one to press. */
export const FlowActions = ({ view, commands }: Props) => {
  const { isBusy, reason, run } = useCommand(commands);
  const [asks, setAsks] = useState<'cancel' | 'discard' | null>(null);
  const actions = toFlowActions(view);
  const press = (action: FlowAction) => {
    if (action === 'retry-all') void run({ name: 'retry-all' });
    if (action === 'cancel' || action === 'discard') setAsks(action);
  };
  const close = () => setAsks(null);
  if (actions.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-2">
        {actions.map((action, index) => (
          <FlowButton key={action} {...{ view, action, isBusy }} isFirst={index === 0} onPress={() => press(action)} />
        ))}
      </div>
      <Refusal reason={reason} />
      {asks === 'cancel' && <CancelDialog {...{ view, commands }} onClose={close} />}
      {asks === 'discard' && <DiscardDialog {...{ view, commands }} onClose={close} />}
    </div>
  );
};

type ButtonProps = Readonly<{
  view: FlowView;
  action: FlowAction;
  isFirst: boolean;
  isBusy: boolean;
  onPress: () => void;
}>;

const FlowButton = ({ view, action, isFirst, isBusy, onPress }: ButtonProps) => {
  const { actions } = useFlowText();
  const variant = isFirst && isAdvised(view, action) ? 'primary' : 'secondary';
  switch (action) {
    case 'retry-all':
      return (
        <Button variant={variant} busy={isBusy} icon={<RotateCcw aria-hidden size={16} />} onClick={onPress}>
          {actions.retryAll(toRetriable(view).length)}
        </Button>
      );
    case 'create-again':
      return (
        <LinkButton variant={variant} to={toBuilderPath(view.id)} icon={<Pencil aria-hidden size={16} />}>
          {view.outcome === 'rejected' ? actions.backToBuilder : actions['create-again']}
        </LinkButton>
      );
    case 'create-another':
      return (
        <LinkButton variant={variant} to="/profiles/new" icon={<Plus aria-hidden size={16} />}>
          {actions['create-another']}
        </LinkButton>
      );
    case 'replay':
      return (
        <LinkButton variant="quiet" to={toReplayPath(view.id)} icon={<History aria-hidden size={16} />}>
          {actions.replay}
        </LinkButton>
      );
    case 'cancel':
      return (
        <Button icon={<CircleStop aria-hidden size={16} />} onClick={onPress}>
          {actions.cancelFlow}
        </Button>
      );
    case 'discard':
      return (
        <Button variant="destructive" icon={<Trash2 aria-hidden size={16} />} onClick={onPress}>
          {actions.discard}
        </Button>
      );
  }
};

/** Trying again what must be changed first would fail again. */
const isAdvised = (view: FlowView, action: FlowAction): boolean =>
  action !== 'retry-all' || toRetriable(view).some(({ problem }) => problem?.nextAction === 'retry');
