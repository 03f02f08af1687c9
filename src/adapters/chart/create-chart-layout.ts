import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChartLayout, LayChartOut } from '../../machines/ports/chart-layout.ts';
import type { LayoutAnswer, LayoutRequest } from './layout-thread.ts';

/** Layouts are kept: there are few charts, and panels come in steps of this many pixels. */
const KEPT = 200;
const STEP = 40;

/**
 * Lays charts out with ELK in a thread of its own, started at the first chart: a layout takes some 100 ms of processor
 * time, which no other request should wait for. The thread keeps no process alive.
 */
export const createChartLayout = (): LayChartOut => {
  const kept = new Map<string, Promise<ChartLayout>>();
  const ask = createThread();
  return (chart, { width, height }) => {
    const panel = { width: floor(width), height: floor(height) };
    const key = JSON.stringify([chart, panel]);
    const known = kept.get(key);
    if (known) return known;
    const layout = ask({ chart, panel });
    layout.catch(() => kept.delete(key));
    kept.set(key, layout);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return layout;
  };
};

const floor = (pixels: number): number => Math.max(STEP, Math.floor(pixels / STEP) * STEP);

type Waiting = Readonly<{ resolve: (layout: ChartLayout) => void; reject: (error: Error) => void }>;

const createThread = () => {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;

  const settle = (answer: LayoutAnswer): void => {
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if ('error' in answer) reject?.(new Error(`ELK could not lay out the chart: ${answer.error}`));
    else resolve?.(answer.layout);
    if (waiting.size === 0) thread?.unref();
  };
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    thread = null;
  };
  const start = (): Worker => {
    const worker = new Worker(new URL(`./layout-thread${extname(import.meta.url)}`, import.meta.url));
    worker.on('message', settle);
    worker.on('error', fail);
    return worker;
  };

  return (request: Omit<LayoutRequest, 'id'>): Promise<ChartLayout> => {
    const { promise, resolve, reject } = Promise.withResolvers<ChartLayout>();
    asked += 1;
    waiting.set(asked, { resolve, reject });
    thread ??= start();
    thread.ref();
    thread.postMessage({ ...request, id: asked } satisfies LayoutRequest);
    return promise;
  };
};
