import clsx from 'clsx';
import type { Chart, ChartState as State } from '../../../../src/machines/chart/chart.ts';
import { measures } from '../../../../src/machines/chart/box.ts';
import type { Lights, StateLight } from '../../../../src/machines/chart/lights.ts';
import type { Note } from '../../../../src/machines/chart/notes.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';
import { useText } from '../../i18n/text.tsx';
import { ChartLane } from './chart-lane.tsx';

type Props = Readonly<{
  state: State;
  chart: Chart;
  layout: ChartLayout;
  lights: Lights | null;
  /** Below the title, in place of lanes: what is known of the state besides. */
  note: Note | undefined;
  isSelected: boolean;
  onSelect: (id: string) => void;
}>;

const plain: StateLight = { phase: 'visited', tone: 'ok' };

/** A state of the chart: a button that says where the flow stands, with a lane for each of its items. */
export const ChartState = ({ state, chart, layout, lights, note, isSelected, onSelect }: Props) => {
  const { lab } = useText();
  const box = layout.states[state.id];
  if (!box) return null;
  const light = lights ? (lights.states[state.id] ?? { phase: 'untouched', tone: 'ok' }) : null;
  const isPassed = lights?.passed.has(state.id) ?? false;
  const { x, y, width, height } = box;
  const hasLanes = state.lanes.length > 0 && !state.hasNote;
  return (
    <div
      className={clsx(
        'absolute rounded-lg border bg-card transition-colors',
        lookOf(light, isSelected),
        isPassed && passed,
      )}
      style={{ left: x, top: y, width, height }}
      data-state={state.id}
      data-phase={light?.phase}
      data-tone={light?.tone}
      data-passed={isPassed || undefined}
    >
      {state.kind === 'final' && (
        <span aria-hidden className="pointer-events-none absolute inset-[3px] rounded-[5px] border border-border" />
      )}
      <button
        type="button"
        aria-label={[
          lab.chart.state(state.label, light && { ...light, isPassed }, leadsTo(chart, state.id)),
          note?.words,
        ]
          .filter(Boolean)
          .join('. ')}
        aria-current={light?.phase === 'active' ? 'step' : undefined}
        aria-pressed={isSelected}
        title={state.description}
        onClick={() => onSelect(state.id)}
        className="absolute inset-x-0 top-0 rounded-lg px-2.5 text-left"
        style={{ height: hasLanes ? measures.title : height }}
      >
        <span className="absolute inset-x-2.5 top-0 flex items-center gap-2" style={{ height: measures.title }}>
          <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dotOf(light))} />
          <span className="truncate text-[13px] font-medium text-text-primary">{state.label}</span>
        </span>
      </button>
      {note && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-x-2.5 truncate font-mono text-[11px] leading-4 text-text-secondary"
          style={{ top: measures.title - 4 }}
        >
          {note.text}
        </span>
      )}
      {hasLanes &&
        state.lanes.map((lane, index) => (
          <ChartLane
            key={lane.id}
            place={{ state, box: { ...box, x: 0, y: 0 }, index }}
            lane={lane}
            layout={layout}
            item={lights?.lanes[lane.id]}
            onSelect={onSelect}
          />
        ))}
    </div>
  );
};

const leadsTo = ({ ways, group }: Chart, id: string): readonly string[] => {
  const own = ways.filter(({ from }) => from === id || (from === group?.id && group.states.includes(id)));
  return [...new Set(own.map(({ to }) => to))];
};

const lookOf = (light: StateLight | null, isSelected: boolean): string =>
  clsx(
    frames[keyOf(light ?? plain)],
    light?.phase === 'active' && 'shadow-[0_0_0_4px_var(--color-info-soft),0_0_0_5px_var(--color-info-line)]',
    light === null && 'border-border!',
    isSelected && 'ring-2 ring-ring ring-offset-2 ring-offset-background',
  );

const passed = 'border-info! border-dotted!';

const dotOf = (light: StateLight | null): string => (light ? dots[keyOf(light)] : 'bg-input');

type Key = 'untouched' | 'active' | 'ok' | 'soft' | 'hard';

const keyOf = ({ phase, tone }: StateLight): Key => {
  if (phase === 'untouched') return 'untouched';
  return phase === 'active' && tone === 'ok' ? 'active' : tone;
};

const frames: Readonly<Record<Key, string>> = {
  untouched: 'border-border',
  active: 'border-info bg-info-soft',
  ok: 'border-success-line',
  soft: 'border-warning border-dashed bg-warning-soft',
  hard: 'border-destructive bg-destructive-soft',
};

const dots: Readonly<Record<Key, string>> = {
  untouched: 'bg-border',
  active: 'bg-info motion-safe:animate-pulse',
  ok: 'bg-success',
  soft: 'bg-warning',
  hard: 'bg-destructive',
};
