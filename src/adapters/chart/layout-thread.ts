import { parentPort } from 'node:worker_threads';
import elkjs from 'elkjs/lib/elk.bundled.js';
import type { Size } from '../../machines/chart/box.ts';
import type { Chart } from '../../machines/chart/chart.ts';
import type { ChartLayout } from '../../machines/ports/chart-layout.ts';
import { layOut } from './lay-out.ts';

/** What the thread is asked; answered with the same `id`. */
export type LayoutRequest = Readonly<{ id: number; chart: Chart; panel: Size }>;
export type LayoutAnswer = Readonly<{ id: number; layout: ChartLayout } | { id: number; error: string }>;

const elk = new elkjs.default();

const answer = async ({ id, chart, panel }: LayoutRequest): Promise<LayoutAnswer> => {
  try {
    return { id, layout: await layOut((graph) => elk.layout(graph), chart, panel) };
  } catch (error) {
    return { id, error: String(error) };
  }
};

parentPort?.on('message', (request: LayoutRequest) => {
  void answer(request).then((result) => parentPort?.postMessage(result));
});
