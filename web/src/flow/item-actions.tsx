import { ExternalLink, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { buttonClass } from '../ui/button-class.ts';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import type { ItemAction } from './actions.ts';
import { EditDialog } from './edit/edit-dialog.tsx';
import { toNeededSecrets } from './needed-secrets.ts';
import { toBuilderPath } from './paths.ts';
import { Refusal } from './refusal.tsx';
import { type FlowCommands, useCommand } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{
  view: FlowView;
  item: ItemView;
  commands: FlowCommands;
  actions: readonly ItemAction[];
  onRetried: () => void;
}>;

/** The buttons of an item that failed, the advised first. */
export const ItemActions = ({ view, item, commands, actions, onRetried }: Props) => {
  const { isBusy, reason, run } = useCommand(commands);
  /** References of secrets the edit must have again; null while nothing is edited. */
  const [edited, setEdited] = useState<readonly string[] | null>(null);
  const retry = async () => {
    const answer = await run({ name: 'retry', item: item.id });
    const needed = answer && toNeededSecrets(answer.error);
    if (needed) setEdited(needed);
    if (answer === null) onRetried();
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <ActionButton
            key={action}
            {...{ view, item, action, isBusy }}
            onRetry={() => void retry()}
            onEdit={() => setEdited([])}
          />
        ))}
      </div>
      {edited ? (
        <EditDialog
          {...{ view, item, commands }}
          needed={edited}
          onClose={() => setEdited(null)}
          onRetried={onRetried}
        />
      ) : (
        <Refusal reason={reason} />
      )}
    </>
  );
};

type ButtonProps = Pick<Props, 'view' | 'item'> &
  Readonly<{ action: ItemAction; isBusy: boolean; onRetry: () => void; onEdit: () => void }>;

const ActionButton = ({ view, item, action, isBusy, onRetry, onEdit }: ButtonProps) => {
  const { actions } = useFlowText();
  switch (action) {
    case 'retry':
      return (
        <Button size="sm" busy={isBusy} icon={<RotateCcw aria-hidden size={14} />} onClick={onRetry}>
          {actions.retry}
        </Button>
      );
    case 'edit':
      return (
        <Button size="sm" icon={<Pencil aria-hidden size={14} />} onClick={onEdit}>
          {actions.edit}
        </Button>
      );
    case 'open-page':
      return (
        <a href={item.problem?.href} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
          <ExternalLink aria-hidden size={14} />
          {actions['open-page']}
        </a>
      );
    case 'create-again':
      return (
        <LinkButton size="sm" to={toBuilderPath(view.id)}>
          {actions['create-again']}
        </LinkButton>
      );
    case 'cancel':
      return null;
  }
};
