import type { ChartLayout, Rect } from '../ports/chart-layout.ts';
import { measures, toLaneGrid, toWayLabel } from './box.ts';
import type { Chart, ChartState, ChartWay, Lane } from './chart.ts';
import { type LanePlace, placeLane, round, toPath } from './geometry.ts';
import type { Lights, StateLight } from './lights.ts';
import type { Notes } from './notes.ts';
import { MARGIN } from './scale.ts';

/** What a chart shows besides itself: without `lights` all is drawn alike. */
export type Shown = Readonly<{ lights?: Lights | null; notes?: Notes | null }>;

/** The chart as a picture that needs nothing else: light or dark as its reader is. */
export const toSvg = (chart: Chart, layout: ChartLayout, shown: Shown = {}): string => {
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN].map(Math.ceil);
  const states = chart.states.map((state) => stateSvg(state, layout, shown));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="img" aria-label="State chart">
<style>${style}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M1 1 7 4 1 7" fill="none" stroke="context-stroke"/></marker></defs>
<rect class="ground" x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}"/>
${layout.group ? rect(layout.group, 'group') : ''}
${chart.ways.map((way) => waySvg(way, layout, shown)).join('\n')}
${states.join('\n')}
</svg>
`;
};

const stateSvg = (state: ChartState, layout: ChartLayout, { lights = null, notes }: Shown): string => {
  const box = layout.states[state.id];
  if (!box) return '';
  const inner = state.kind === 'final' ? rect(inset(box), 'inner') : '';
  const title = `<text class="title" x="${box.x + 24}" y="${box.y + 23}">${escaped(state.label)}</text>`;
  const dot = `<circle class="dot" cx="${box.x + 13}" cy="${box.y + 18}" r="3.5"/>`;
  const lanes = state.lanes.map((lane, index) => laneSvg({ lane, state, box, index }, layout, lights));
  const inside = state.hasNote ? noteSvg(box, notes?.states[state.id]?.text ?? '') : lanes.join('');
  const about = `<title>${escaped(`${state.label}: ${state.description}`)}</title>`;
  return `<g class="state ${classOf(lights?.states[state.id])}">${about}${rect(box, 'box')}${inner}${dot}${title}${inside}</g>`;
};

const noteSvg = ({ x, y }: Rect, text: string): string =>
  `<text class="label" x="${x + measures.pad}" y="${y + measures.title + 8}">${escaped(text)}</text>`;

const classOf = (light: StateLight | undefined): string => (light ? `${light.phase} ${light.tone}` : 'plain ok');

type PlacedLane = LanePlace & Readonly<{ lane: Lane }>;

const laneSvg = (placed: PlacedLane, layout: ChartLayout, lights: Lights | null): string => {
  const { lane, state } = placed;
  const place = placeLane(placed, layout);
  const tone = `lane ${lights?.lanes[lane.id]?.state ?? 'pending'}`;
  const label = lane.label.length > measures.laneMax ? `${lane.label.slice(0, measures.laneMax - 1)}…` : lane.label;
  const text = toLaneGrid(state, layout.laneColumns).isDense
    ? ''
    : `<text class="label" x="${place.x + 22}" y="${place.y + 17}">${escaped(label)}</text><circle class="dot" cx="${place.x + 12}" cy="${place.y + 13}" r="3"/>`;
  return `<g class="${tone}"><title>${escaped(lane.label)}</title>${rect(place, 'box', 5)}${text}</g>`;
};

const waySvg = (way: ChartWay, layout: ChartLayout, { lights = null, notes }: Shown): string => {
  const { points = [], label = null } = layout.ways[way.id] ?? {};
  const text = label
    ? `${rect(label, 'ground', 4)}<text class="label" text-anchor="middle" x="${label.x + label.width / 2}" y="${label.y + 14}">${escaped(toWayLabel(way, notes?.ways[way.id]))}</text>`
    : '';
  const taken = !lights || lights.taken.has(way.id) ? 'taken' : 'untaken';
  const title = way.events.length > 0 ? `<title>${escaped(way.events.join(', '))}</title>` : '';
  return `<g class="way ${way.tone} ${taken}">${title}<path d="${toPath(points)}" marker-end="url(#arrow)"/>${text}</g>`;
};

const inset = ({ x, y, width, height }: Rect): Rect => ({ x: x + 3, y: y + 3, width: width - 6, height: height - 6 });

const rect = ({ x, y, width, height }: Rect, name: string, radius = 8): string =>
  `<rect class="${name}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
svg { --ground: #fbf8f2; --text: #0b2a2a; --quiet: #51696a; --line: #c3cbc7; --box: #ffffff; --ok: #0f6b35; --soft: #865000; --hard: #b3211c; --info: #0b5cad; font-family: ui-monospace, 'DejaVu Sans Mono', monospace; }
@media (prefers-color-scheme: dark) { svg { --ground: #041c1c; --text: #ffe6cb; --quiet: #b4a999; --line: #3a4a45; --box: #0e2524; --ok: #4ade80; --soft: #ffbd38; --hard: #ff8a86; --info: #7cc9f8; } }
.ground { fill: var(--ground); }
.box { fill: var(--box); stroke: var(--line); }
.inner { fill: none; stroke: var(--line); }
.group { fill: none; stroke: var(--line); stroke-dasharray: 3 4; }
.title { font: 500 13px system-ui, sans-serif; fill: var(--text); }
.label { font-size: 11px; fill: var(--quiet); }
.dot { fill: var(--line); }
.way path { fill: none; stroke: var(--quiet); stroke-width: 1.25; }
.way.soft path { stroke: var(--soft); stroke-dasharray: 5 4; }
.way.hard path { stroke: var(--hard); }
.way.untaken path { stroke: var(--line); }
.way.ok.taken path { stroke: var(--ok); }
.state.visited > .box, .state.active > .box { stroke: var(--ok); }
.state.visited > .dot { fill: var(--ok); }
.state.active > .box { stroke: var(--info); stroke-width: 2; }
.state.active > .dot { fill: var(--info); }
.state.soft > .box { stroke: var(--soft); stroke-dasharray: 5 4; }
.state.soft > .dot, .lane.failed .dot, .lane.timed-out .dot, .lane.cancelled .dot { fill: var(--soft); }
.state.hard.active > .box { stroke: var(--hard); }
.lane.succeeded .dot { fill: var(--ok); }
.lane.running .dot, .lane.queued .dot { fill: var(--info); }
.lane.succeeded .box { stroke: var(--ok); }
.lane.failed .box, .lane.timed-out .box { stroke: var(--soft); }
.lane.running .box { stroke: var(--info); }
`;
