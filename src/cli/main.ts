import { createChartLayout } from '../adapters/chart/create-chart-layout.ts';
import { readOwner } from '../adapters/stores/owner-lock.ts';
import { resolveHermesRoot } from '../adapters/hermes-home/roots.ts';
import { createSqliteEventStore } from '../adapters/stores/sqlite-event-store.ts';
import { toChart } from '../machines/chart/chart.ts';
import { toSvg } from '../machines/chart/to-svg.ts';
import { toGraph, toMermaid } from '../machines/flow/graph.ts';
import { compose } from './compose.ts';
import type { Io } from './io.ts';
import type { Parts } from './parts.ts';
import { run } from './run.ts';
import { version } from './version.ts';

/** Runs one command line (without program and script) and answers the exit code; `io` is `process` or stands for it. */
export const main = async (argv: readonly string[], io: Io): Promise<number> => await run(argv, io, parts);

/** Panel a drawing in a file is laid out for, pixels. */
const PAPER = { width: 1600, height: 900 };

const drawSvg: Parts['toSvg'] = async (definition) => {
  const graph = toGraph(definition);
  if (graph === null) return null;
  const chart = toChart(graph);
  return toSvg(chart, await createChartLayout()(chart, PAPER));
};

const parts: Parts = {
  compose,
  readOwner,
  resolveHermesRoot,
  openStore: (path) => createSqliteEventStore({ path }),
  toGraph,
  toMermaid,
  toSvg: drawSvg,
  fetch: (url, init) => fetch(url, init),
  version,
};
