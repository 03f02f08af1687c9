import { type ReactNode, useMemo } from 'react';
import type { ReplayStep } from '../../../../src/machines/flow/replay.ts';
import type { Microstep } from '../../../../src/machines/flow/trace.ts';
import { toFlowState } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { type Change, diffData } from './context-diff.ts';
import { useReplayText } from './use-replay-text.ts';

/** The state a flow is in and how its machine got there, what the event changed, and the whole of it as it then was. */
export const ContextPanel = ({ step }: Readonly<{ step: ReplayStep }>) => {
  const { lab } = useText();
  const text = useReplayText();
  const changes = useMemo(() => diffData(dataOf(step.before), dataOf(step.flow)), [step]);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Part title={text.state}>
        <p className="font-mono text-sm" data-part="state">
          {toFlowState(step.flow.snapshot.value)}
        </p>
      </Part>
      <Part title={text.path}>
        <ol className="flex flex-col gap-1.5 font-mono text-xs">
          {step.microsteps.map((microstep, index) => (
            <Way key={index} microstep={microstep} />
          ))}
        </ol>
      </Part>
      <Part title={text.changed(changes.length)}>
        <dl className="flex flex-col gap-2 font-mono text-xs">
          {changes.slice(0, SHOWN).map((change) => (
            <ChangeRow key={change.path} change={change} />
          ))}
        </dl>
        {changes.length > SHOWN && (
          <p className="text-sm text-text-tertiary">{lab.moreChanges(changes.length - SHOWN)}</p>
        )}
      </Part>
      <Json title={text.event} data={step.event} />
      <Json title={text.whole} data={dataOf(step.flow)} />
    </div>
  );
};

/** The first event brings the whole plan. */
const SHOWN = 60;

const dataOf = (flow: ReplayStep['before']): unknown =>
  flow ? { state: flow.snapshot.value, context: flow.snapshot.context } : {};

const Part = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <section className="flex min-w-0 flex-col gap-2">
    <h2 className="text-sm font-medium">{title}</h2>
    {children}
  </section>
);

/** One step of the machine: through which states, and why. */
const Way = ({ microstep: { from, to, way } }: Readonly<{ microstep: Microstep }>) => {
  const text = useReplayText();
  return (
    <li className="flex flex-wrap gap-x-2 rounded-md bg-muted px-2 py-1.5">
      <span>{from === null || from === to ? to : `${from} → ${to}`}</span>
      <span className="break-all text-text-secondary">
        {way === null ? text.begins : [way.event, way.guard && `[${way.guard}]`].filter(Boolean).join(' ')}
      </span>
    </li>
  );
};

const ChangeRow = ({ change: { path, before, after } }: Readonly<{ change: Change }>) => (
  <div className="min-w-0 rounded-md bg-muted px-2 py-1.5">
    <dt className="break-all text-text-secondary">{path}</dt>
    <dd className="break-all">
      {before !== undefined && <del className="text-text-tertiary">{before}</del>}
      {before !== undefined && after !== undefined && <span aria-hidden> → </span>}
      {after !== undefined && <ins className="text-success no-underline">{after}</ins>}
    </dd>
  </div>
);

const Json = ({ title, data }: Readonly<{ title: string; data: unknown }>) => (
  <details className="min-w-0">
    <summary className="py-1.5 text-sm font-medium">{title}</summary>
    <CodeBlock text={JSON.stringify(data, null, 2)} label={title} />
  </details>
);
