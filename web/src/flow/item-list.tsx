import { useState } from 'react';
import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { Card } from '../ui/card.tsx';
import { type Group, toGroups } from './groups.ts';
import { isStoppedWithFlow } from './item-facts.ts';
import type { OutputHook } from './item-output.ts';
import { ItemRow } from './item-row.tsx';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{ view: FlowView; commands: FlowCommands | null; output: OutputHook | null }>;

/** Everything the flow does, in the order of its lifecycle. */
export const ItemList = ({ view, commands, output }: Props) => {
  const flow = useFlowText();
  const [isOpen, toggle] = useOpenItems(view);
  return (
    <Card padding="none">
      <h2 className="sr-only">{flow.steps.title}</h2>
      <div className="divide-y divide-border">
        {toGroups(view.items).map((group) => (
          <section key={group.id} className="@2xl:grid @2xl:grid-cols-[9rem_minmax(0,1fr)]">
            <GroupTitle group={group} />
            <ul className="min-w-0 divide-y divide-border @max-2xl:border-t @max-2xl:border-border">
              {group.items.map((item) => (
                <ItemRow
                  key={item.id}
                  {...{ view, item, commands, output }}
                  isOpen={isOpen(item)}
                  onToggle={(open) => toggle(item, open)}
                  // What is tried again was looked at: its output stays in sight.
                  onRetried={() => toggle({ id: item.id, attempt: item.attempt + 1 }, true)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
};

const GroupTitle = ({ group: { id, items, done } }: Readonly<{ group: Group }>) => {
  const flow = useFlowText();
  return (
    <div className="flex items-baseline justify-between gap-3 px-4 py-2 @2xl:flex-col @2xl:justify-start @2xl:gap-0.5 @2xl:py-3.5">
      <h3 className="text-sm font-medium text-text-secondary">{flow.groups[id]}</h3>
      {items.length > 1 && (id === 'mcp' || id === 'installs') && (
        <span className="text-xs text-text-tertiary tabular-nums">{flow.groupCount(done, items.length)}</span>
      )}
    </div>
  );
};

type Choices = Readonly<Record<string, Readonly<{ attempt: number; isOpen: boolean }>>>;

/** What failed opens itself; what a person opened or closed stays so for that attempt. */
const useOpenItems = (view: FlowView) => {
  const [choices, setChoices] = useState<Choices>({});
  const isOpen = (item: ItemView): boolean => {
    const choice = choices[item.id];
    if (choice?.attempt === item.attempt) return choice.isOpen;
    return item.problem !== undefined && !isStoppedWithFlow(view, item);
  };
  const toggle = ({ id, attempt }: Pick<ItemView, 'id' | 'attempt'>, open: boolean) =>
    setChoices((all) => ({ ...all, [id]: { attempt, isOpen: open } }));
  return [isOpen, toggle] as const;
};
