import { useMemo } from 'react';
import type { ReplayStep } from '../../../../src/machines/flow/replay.ts';
import { useText } from '../../i18n/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { type Change, diffData } from './context-diff.ts';

/** What an event changed of the flow's state and context, and the whole of it as it then was. */
export const ContextPanel = ({ step }: Readonly<{ step: ReplayStep }>) => {
  const { lab } = useText();
  const changes = useMemo(() => diffData(dataOf(step.before), dataOf(step.flow)), [step]);
  const whole = useMemo(() => JSON.stringify(dataOf(step.flow), null, 2), [step]);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <h3 className="text-sm font-medium">{lab.changed(changes.length)}</h3>
      <dl className="flex flex-col gap-2 font-mono text-xs">
        {changes.slice(0, SHOWN).map((change) => (
          <ChangeRow key={change.path} change={change} />
        ))}
      </dl>
      {changes.length > SHOWN && (
        <p className="text-sm text-text-tertiary">{lab.moreChanges(changes.length - SHOWN)}</p>
      )}
      <details>
        <summary className="py-1 text-sm font-medium">{lab.wholeContext}</summary>
        <div className="mt-2">
          <CodeBlock text={whole} label={lab.wholeContext} />
        </div>
      </details>
    </div>
  );
};

/** The first event brings the whole plan. */
const SHOWN = 60;

const dataOf = (flow: ReplayStep['before']): unknown =>
  flow ? { state: flow.snapshot.value, context: flow.snapshot.context } : {};

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
