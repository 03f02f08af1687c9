import { Command } from 'cmdk';
import { useRef, useState } from 'react';
import type { FlowSummary } from '../../../../src/machines/flow/view.ts';
import { useFlows } from '../../api/stream/use-flows.ts';
import { type OutcomeFilter, outcomeFilters } from '../../flows/outcome-filter.ts';
import { useFlowsText } from '../../flows/use-flows-text.ts';
import { useSearchParams } from '../../navigation/use-search-params.ts';
import { CommandGroup } from '../../ui/command-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { inputClass } from '../../ui/input-class.ts';
import { Select } from '../../ui/select.tsx';
import { useSelected } from '../../ui/use-selected.ts';
import { FlowOption } from './flow-option.tsx';
import { useCompareText } from './use-compare-text.ts';
import { useProposed } from './use-proposed.ts';

/** The newest that match; others are found by what is typed. */
const FLOWS = 50;

type Props = Readonly<{ view: FlowSummary; onClose: () => void }>;

/** Lets choose the flow to compare with, those first that are likely: where it came from, and the one before it. */
export const ChooseFlow = ({ view, onClose }: Props) => {
  const [, setParams] = useSearchParams();
  const choose = (flow: string): void => {
    onClose();
    setParams((now) => {
      now.set('cmp', flow);
      now.delete('cmp-at');
      return now;
    });
  };
  const { choose: text } = useCompareText();
  const { filter: outcomes } = useFlowsText();
  const [q, setQ] = useState('');
  const [outcome, setOutcome] = useState<OutcomeFilter>('all');
  const list = useRef<HTMLDivElement>(null);
  const { data, isPending, isPlaceholderData } = useFlows(
    { ...(q.trim() && { q: q.trim() }), ...(outcome !== 'all' && { outcome }) },
    FLOWS,
  );
  const likely = useProposed(view);
  const proposed = q.trim() === '' && outcome === 'all' ? likely.proposed : [];
  const taken = new Set([view.id, ...proposed.map(({ flow }) => flow.id)]);
  // All at once: what is there first would be selected, and so would what was found before.
  const isLoading = isPending || isPlaceholderData || likely.isPending;
  const flows = isLoading ? [] : (data?.flows.filter(({ id }) => !taken.has(id)) ?? []);
  const selection = useSelected(list, flows);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <Command
        label={text.search}
        shouldFilter={false}
        loop
        {...selection}
        className="-mx-1 flex flex-col gap-3 px-1 pt-1"
      >
        <div className="flex flex-wrap gap-2">
          <Command.Input
            value={q}
            onValueChange={setQ}
            placeholder={text.search}
            className={`${inputClass} h-10 min-w-48 flex-1`}
          />
          <Select
            aria-label={text.outcome}
            value={outcome}
            options={outcomeFilters.map((value) => ({
              value,
              label: value === 'all' ? text.anyOutcome : outcomes[value],
            }))}
            onChange={setOutcome}
          />
        </div>
        <Command.List ref={list} label={text.title} className="h-96 max-h-[55dvh] scroll-py-2 overflow-y-auto">
          <Command.Empty className="px-3 py-8 text-center text-text-tertiary">
            {isLoading ? text.loading : text.nothing}
          </Command.Empty>
          {!isLoading && proposed.length > 0 && (
            <CommandGroup heading={text.proposed}>
              {proposed.map(({ flow, why }) => (
                <FlowOption key={flow.id} flow={flow} note={text[why]} onChoose={choose} />
              ))}
            </CommandGroup>
          )}
          {flows.length > 0 && (
            <CommandGroup heading={text.newest}>
              {flows.map((flow) => (
                <FlowOption key={flow.id} flow={flow} onChoose={choose} />
              ))}
            </CommandGroup>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
};
