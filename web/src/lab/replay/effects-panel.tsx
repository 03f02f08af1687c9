import type { ReactNode } from 'react';
import type { Effect } from '../../../../src/machines/flow/effects.ts';
import type { ReplayStep } from '../../../../src/machines/flow/replay.ts';
import { useText } from '../../i18n/text.tsx';
import { NextEvents } from '../fork/next-events.tsx';

/** What the machine asks of the world at a version, what was answered by its event, and what it would take next. */
export const EffectsPanel = ({ step }: Readonly<{ step: ReplayStep }>) => {
  const { lab } = useText();
  const asked = new Set(step.effects.map(({ key }) => key));
  const owed = [...step.flow.pending.values()];
  const settled = [...(step.before?.pending.values() ?? [])].filter(({ key }) => !step.flow.pending.has(key));
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Part title={lab.owed(owed.length)}>
        {owed.map((effect) => (
          <EffectRow key={effect.key} effect={effect} note={asked.has(effect.key) ? lab.askedNow : undefined} />
        ))}
      </Part>
      <Part title={lab.settled(settled.length)}>
        {settled.map((effect) => (
          <EffectRow key={effect.key} effect={effect} />
        ))}
      </Part>
      <NextEvents flow={step.flow} />
    </div>
  );
};

const Part = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <section className="flex flex-col gap-2">
    <h2 className="text-sm font-medium">{title}</h2>
    <ul className="flex flex-col gap-1.5 font-mono text-xs">{children}</ul>
  </section>
);

const EffectRow = ({ effect, note }: Readonly<{ effect: Effect; note?: string | undefined }>) => (
  <li className="flex flex-wrap gap-x-2 rounded-md bg-muted px-2 py-1.5">
    <span className="text-text-tertiary tabular-nums">{effect.key}</span>
    <span>{effect.type}</span>
    {'item' in effect.params && <span className="break-all text-text-secondary">{effect.params.item}</span>}
    {note !== undefined && <span className="ml-auto text-info">{note}</span>}
  </li>
);
