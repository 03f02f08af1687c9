import { z } from 'zod';
import type { FlowEvent } from './events.ts';
import { type GraphNode, toGraph, toWays, type Way } from './graph.ts';
import type { Traced } from './trace.ts';

/** Which states and transitions of a definition were ever taken, how often, and how long flows stayed. */
export type Coverage = Readonly<{
  definition: string;
  /** Flows that were counted. */
  flows: number;
  states: readonly StateCoverage[];
  ways: readonly (Way & Readonly<{ taken: number }>)[];
}>;

/** `visits` counts every entry, also of states that were only passed through. Times are of visits that ended; null of states a flow rests in. */
export type StateCoverage = Pick<GraphNode, 'id' | 'kind'> &
  Readonly<{ visits: number; totalMs: number | null; medianMs: number | null; longestMs: number | null }>;

const counts = z.record(z.string(), z.number());
const counted = z.object({
  flows: z.number(),
  visits: counts,
  ways: counts,
  /** State → milliseconds → how often. */
  times: z.record(z.string(), counts),
});

/** What was counted so far: plain data, so that it can be kept and gone on from. */
export const tallySchema = z.object({
  /** By definition. */
  definitions: z.record(z.string(), counted),
  /** The state each unfinished flow is in and since when, milliseconds since 1970. */
  open: z.record(z.string(), z.object({ state: z.string(), since: z.number() })),
});
export type Tally = z.infer<typeof tallySchema>;

export const createTally = (): Tally => ({ definitions: {}, open: {} });

/** Counts one event of a flow into the tally, which it changes: a log is long. Events of a flow must come in order. */
export const countEvent = (tally: Tally, event: FlowEvent, { flow, microsteps }: Traced): void => {
  const id = flow.snapshot.context.flow;
  const own = (tally.definitions[flow.definition] ??= { flows: 0, visits: {}, ways: {}, times: {} });
  const at = Date.parse(event.at);
  if (event.version === 1) own.flows += 1;
  for (const { way, entered, left } of microsteps) {
    if (way) increment(own.ways, way.id);
    for (const state of left) {
      const open = tally.open[id];
      if (open?.state === state) increment((own.times[state] ??= {}), String(Math.max(0, at - open.since)));
    }
    for (const state of entered) {
      increment(own.visits, state);
      tally.open[id] = { state, since: at };
    }
  }
  // Nothing comes by itself any more: how long a flow rests says nothing about the machine.
  if (flow.pending.size === 0) delete tally.open[id];
};

/** What was counted, of every state and transition the definition has; null for one nobody knows. */
export const toCoverage = ({ definitions }: Tally, definition: string): Coverage | null => {
  const graph = toGraph(definition);
  if (!graph) return null;
  const own = definitions[definition] ?? { flows: 0, visits: {}, ways: {}, times: {} };
  return {
    definition,
    flows: own.flows,
    states: graph.nodes.map(({ id, kind }) => ({
      ...{ id, kind, visits: own.visits[id] ?? 0 },
      ...(kind === 'resting' || kind === 'final' ? noTimes : toTimes(own.times[id] ?? {})),
    })),
    ways: toWays(definition).map((way) => ({ ...way, taken: own.ways[way.id] ?? 0 })),
  };
};

const increment = (tally: Record<string, number>, key: string): void => {
  tally[key] = (tally[key] ?? 0) + 1;
};

type Times = Pick<StateCoverage, 'totalMs' | 'medianMs' | 'longestMs'>;

const noTimes: Times = { totalMs: null, medianMs: null, longestMs: null };

const toTimes = (times: Readonly<Record<string, number>>): Times => {
  const sorted = Object.entries(times)
    .map(([ms, count]) => ({ ms: Number(ms), count }))
    .toSorted((a, b) => a.ms - b.ms);
  const visits = sorted.reduce((sum, { count }) => sum + count, 0);
  const totalMs = sorted.reduce((sum, { ms, count }) => sum + ms * count, 0);
  let passed = 0;
  const median = sorted.find(({ count }) => (passed += count) >= visits / 2);
  return { totalMs, medianMs: median?.ms ?? null, longestMs: sorted.at(-1)?.ms ?? null };
};
