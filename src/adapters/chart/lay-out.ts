import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Size } from '../../machines/chart/box.ts';
import type { Chart } from '../../machines/chart/chart.ts';
import { scaleIn } from '../../machines/chart/scale.ts';
import type { ChartLayout } from '../../machines/ports/chart-layout.ts';
import { fromElk } from './from-elk.ts';
import { type Attempt, toElk } from './to-elk.ts';

/** ELK as it is given: one graph in, the same graph with places out. */
export type PlaceGraph = (graph: ElkNode) => Promise<ElkNode>;

const LANE_COLUMNS = [1, 2, 3];
const DIRECTIONS = ['right', 'down'] as const;

const attempts: readonly Attempt[] = DIRECTIONS.flatMap((direction) =>
  LANE_COLUMNS.map((laneColumns) => ({ direction, laneColumns })),
);

/** Lays the chart out in every way there is and keeps the one that is shrunk least in the panel. */
export const layOut = async (place: PlaceGraph, chart: Chart, panel: Size): Promise<ChartLayout> => {
  const layouts: ChartLayout[] = [];
  for (const attempt of attempts) layouts.push(fromElk(await place(toElk(chart, attempt)), chart, attempt));
  return layouts.reduce((best, layout) => (scaleIn(layout, panel) > scaleIn(best, panel) ? layout : best));
};
