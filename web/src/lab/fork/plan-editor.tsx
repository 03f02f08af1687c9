import { ChevronRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { Plan } from '../../../../src/machines/flow/plan.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { readPlan, writePlan } from './plan-text.ts';
import { useForkText } from './use-fork-text.ts';
import type { ChangedPlan, KeptFork } from './use-kept-fork.ts';

type Props = Readonly<{ plan: Plan; fork: Pick<KeptFork, 'changed' | 'setChanged'> }>;

/** The plan as text to change; folded away until it is wanted. */
export const PlanEditor = ({ plan, fork: { changed, setChanged } }: Props) => {
  const { plan: text } = useForkText();
  const id = useId();
  const [isOpen, setOpen] = useState(changed !== null);
  const recorded = useMemo(() => writePlan(plan), [plan]);
  const type = (typed: string) => setChanged(typed === recorded.text ? null : toChanged(typed, changed));
  const toChanged = (typed: string, before: ChangedPlan | null): ChangedPlan => {
    const read = readPlan(typed, recorded);
    return { text: typed, read, last: read.ok ? read : (before?.last ?? null) };
  };
  const faults = changed && !changed.read.ok ? changed.read.faults : [];
  return (
    <details className="group min-w-0" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex min-h-10 list-none items-center gap-2 rounded-lg text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="text-text-tertiary transition-transform group-open:rotate-90" />
        <h3>{text.title}</h3>
        {changed && <Badge tone="info">{text.changed}</Badge>}
      </summary>
      <div className="flex flex-col gap-2 pt-1">
        <p id={`${id}-hint`} className="text-sm text-text-tertiary">
          {text.hint}
        </p>
        <TextArea
          mono
          aria-label={text.label}
          aria-describedby={`${id}-hint ${id}-faults`}
          aria-invalid={faults.length > 0 || undefined}
          value={changed?.text ?? recorded.text}
          onChange={type}
          wrap="off"
          className="sm:text-xs"
        />
        <div id={`${id}-faults`} role="alert" className="flex flex-col gap-1 text-sm text-destructive empty:hidden">
          {faults.map((fault) => (
            <p key={fault} className="wrap-anywhere">
              {toFaultText(fault, text.fault)}
            </p>
          ))}
          {faults.length > 0 && <p className="text-text-secondary">{text.faults}</p>}
        </div>
        {changed && (
          <Button size="sm" className="self-start" onClick={() => setChanged(null)}>
            {text.reset}
          </Button>
        )}
      </div>
    </details>
  );
};

const toFaultText = (fault: string, inLine: (line: string, what: string) => string): string => {
  const [, line, what = ''] = /^plan(?::(\d+))?: (.*)$/s.exec(fault) ?? [];
  if (what === '') return fault;
  return line === undefined ? what : inLine(line, what);
};
