import { readOwner } from '../adapters/stores/owner-lock.ts';
import { resolveHermesRoot } from '../adapters/hermes-home/roots.ts';
import { createSqliteEventStore } from '../adapters/stores/sqlite-event-store.ts';
import { toGraph, toMermaid } from '../machines/flow/graph.ts';
import { compose } from './compose.ts';
import type { Io } from './io.ts';
import type { Parts } from './parts.ts';
import { run } from './run.ts';
import { version } from './version.ts';

/** Runs one command line (without program and script) and answers the exit code; `io` is `process` or stands for it. */
export const main = async (argv: readonly string[], io: Io): Promise<number> => await run(argv, io, parts);

const parts: Parts = {
  compose,
  readOwner,
  resolveHermesRoot,
  openStore: (path) => createSqliteEventStore({ path }),
  toGraph,
  toMermaid,
  fetch: (url, init) => fetch(url, init),
  version,
};
