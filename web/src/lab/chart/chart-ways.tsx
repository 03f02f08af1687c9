import clsx from 'clsx';
import { useId } from 'react';
import { toWayLabel } from '../../../../src/machines/chart/box.ts';
import type { Chart, ChartWay } from '../../../../src/machines/chart/chart.ts';
import { toPath } from '../../../../src/machines/chart/geometry.ts';
import type { Lights } from '../../../../src/machines/chart/lights.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';

type Props = Readonly<{
  chart: Chart;
  layout: ChartLayout;
  lights: Lights | null;
  /** What is written on a way besides its events. */
  notes: Readonly<Record<string, string>>;
}>;

/** The ways of a chart, with a frame around the states that share one. Said in words by the states: see `ChartState`. */
export const ChartWays = ({ chart, layout, lights, notes }: Props) => {
  const arrow = useId();
  const { group } = layout;
  return (
    <svg aria-hidden width={layout.width} height={layout.height} className="absolute inset-0 overflow-visible">
      <defs>
        <marker id={arrow} viewBox="0 0 8 8" refX={7} refY={4} markerWidth={8} markerHeight={8} orient="auto">
          <path d="M1 1 7 4 1 7" fill="none" stroke="context-stroke" />
        </marker>
      </defs>
      {group && <rect {...group} rx={10} strokeDasharray="3 4" className="fill-none stroke-border" />}
      {inOrder(chart.ways, lights).map((way) => (
        <Way key={way.id} {...{ way, layout, lights, notes, arrow }} />
      ))}
    </svg>
  );
};

/** What was taken lies over what was not. */
const inOrder = (ways: readonly ChartWay[], lights: Lights | null): readonly ChartWay[] =>
  lights ? ways.toSorted((a, b) => Number(lights.taken.has(a.id)) - Number(lights.taken.has(b.id))) : ways;

type WayProps = Omit<Props, 'chart'> & Readonly<{ way: ChartWay; arrow: string }>;

const Way = ({ way, layout, lights, notes, arrow }: WayProps) => {
  const { points = [], label = null } = layout.ways[way.id] ?? {};
  const isTaken = !lights || lights.taken.has(way.id);
  const isLatest = lights?.latest.has(way.id) ?? false;
  return (
    <g data-way={way.id} data-taken={isTaken || undefined} data-latest={isLatest || undefined}>
      <title>{way.events.join(', ')}</title>
      <path
        d={toPath(points)}
        markerEnd={`url(#${arrow})`}
        className={clsx(
          'fill-none',
          isTaken ? strokes[way.tone] : 'stroke-border',
          isLatest && 'motion-safe:animate-flow',
        )}
        strokeWidth={isLatest ? 2.25 : 1.25}
        strokeDasharray={isLatest ? '6 4' : way.tone === 'soft' ? '5 4' : undefined}
      />
      {label && (
        <>
          <rect {...label} rx={4} className="fill-background" />
          <text
            x={label.x + label.width / 2}
            y={label.y + 14}
            textAnchor="middle"
            className={clsx('font-mono text-[11px]', isTaken ? fills[way.tone] : 'fill-text-tertiary')}
          >
            {toWayLabel(way, notes[way.id])}
          </text>
        </>
      )}
    </g>
  );
};

const strokes = { ok: 'stroke-success', soft: 'stroke-warning', hard: 'stroke-destructive' } as const;
const fills = { ok: 'fill-text-secondary', soft: 'fill-warning', hard: 'fill-destructive' } as const;
