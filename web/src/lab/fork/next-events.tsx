import { GitFork } from 'lucide-react';
import { useMemo } from 'react';
import { endings } from '../../../../src/machines/flow/answers.ts';
import { itemOf } from '../../../../src/machines/flow/context.ts';
import type { Flow } from '../../../../src/machines/flow/fold.ts';
import { type Lead, toLeads } from '../../../../src/machines/flow/next-events.ts';
import { codeFor } from './answers.ts';
import { groupLeads } from './group-leads.ts';
import { useAnswers } from './use-answers.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ flow: Flow }>;

/** Every event the machine would take at a version and where it leads; an answer opens the fork it begins. */
export const NextEvents = ({ flow }: Props) => {
  const { next } = useForkText();
  const leads = useMemo(() => toLeads(flow), [flow]);
  const groups = useMemo(() => groupLeads(leads), [leads]);
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-sm font-medium">{next.title(leads.length)}</h2>
      {leads.length === 0 && <p className="text-sm text-text-tertiary">{next.none}</p>}
      {leads.some(isChoosable) && <p className="text-sm text-text-tertiary">{next.hint}</p>}
      {groups.map(({ item, isCommands, leads: own }) => (
        <div key={`${isCommands} ${item}`} className="flex flex-col gap-1">
          <h3 className="text-xs break-all text-text-tertiary">
            {isCommands ? next.commands : <span className="font-mono">{item ?? next.flow}</span>}
          </h3>
          <ul className="flex flex-col gap-1 font-mono text-xs">
            {own.map((lead) => (
              <li key={`${lead.event} ${lead.item}`}>
                {isChoosable(lead) ? <Answer {...{ lead, flow }} /> : <Way {...{ lead, flow }} withItem={isCommands} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};

type Choosable = Lead & Readonly<{ item: string }>;

/** Forks take what ends an item; what only moves it on comes by itself. */
const isChoosable = (lead: Lead): lead is Choosable => lead.item !== null && endings.includes(lead.event);

const Answer = ({ lead, flow }: Readonly<{ lead: Choosable; flow: Flow }>) => {
  const { next } = useForkText();
  const { openWith } = useAnswers();
  const { item, event: type } = lead;
  const attempt = itemOf(flow.snapshot.context, item)?.attempt ?? 1;
  return (
    <button
      type="button"
      title={next.choose}
      onClick={() => openWith(flow.version, { item, attempt, type, code: codeFor(type) })}
      className="flex min-h-9 w-full items-center gap-2 rounded-md border border-border bg-card px-2.5 py-1.5 text-left hover:bg-accent"
    >
      <Words {...{ lead, flow }} />
      <GitFork aria-hidden size={14} className="shrink-0 text-text-tertiary" />
    </button>
  );
};

type WayProps = Readonly<{ lead: Lead; flow: Flow; withItem?: boolean }>;

const Way = (way: WayProps) => (
  <span className="flex items-center gap-2 rounded-md bg-muted px-2.5 py-1.5">
    <Words {...way} />
  </span>
);

const Words = ({ lead: { event, item, to }, flow, withItem = false }: WayProps) => {
  const { next } = useForkText();
  return (
    <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-2">
      <span className="wrap-anywhere">
        {event} {withItem && item !== null && <span className="text-text-secondary">{item}</span>}
      </span>
      <span className="text-text-tertiary">
        {to === flow.snapshot.value ? (
          next.stays(to)
        ) : (
          <>
            <span aria-hidden>→ </span>
            {to}
          </>
        )}
      </span>
    </span>
  );
};
