import type { StoredRecord } from '../ports/event-store.ts';
import { type Flow, fold } from './fold.ts';
import type { FlowRecord } from './record.ts';
import { CHECKPOINT_EVERY } from './steps.ts';
import { type Microstep, trace, type Traced } from './trace.ts';
import { type Failed, stepRecord } from './verify.ts';

/** One version of a replay: its event, the flow before and after, what it asked for, and how the machine went. */
export type ReplayStep = Traced & Readonly<{ before: Flow | null; event: FlowRecord }>;

/** A recorded flow to move about in; nothing is touched by it, and it needs no server. */
export type Replay = Readonly<{
  /** Last version that folds; 0 when none does. */
  last: number;
  /** Why it goes no further than `last`; null when that is all there is. Hashes are `verifyFlow`'s to check. */
  broken: Failed | null;
  /** The event of each version: `events[version - 1]`. */
  events: readonly FlowRecord[];
  /** The flow at a version from 1 to `last`; null for any other. */
  at(version: number): Flow | null;
  /** What happened at a version from 1 to `last`; null for any other. */
  step(version: number): ReplayStep | null;
  /** How the machine went at each version, in order from the first: half the work of as many steps. */
  microsteps(): Iterable<readonly Microstep[]>;
  /** The same flow with the records that come next; what is folded is not folded again. */
  extend(records: readonly StoredRecord[]): Replay;
}>;

/** Folds stored records once, keeping the flow at every `every`th version: from one of them, or from where it was last, any other is near. */
export const createReplay = (records: readonly StoredRecord[], every = CHECKPOINT_EVERY): Replay =>
  toReplay(build(nothing, records, every), every);

type Built = Readonly<{
  events: readonly FlowRecord[];
  checkpoints: readonly Flow[];
  /** After the last event. */
  flow: Flow | null;
  broken: Failed | null;
}>;

const nothing: Built = { events: [], checkpoints: [], flow: null, broken: null };

const toReplay = (built: Built, every: number): Replay => {
  const { events, checkpoints, broken } = built;
  let last = built.flow;
  const nearest = (version: number): Flow | null => {
    const checkpoint = checkpoints[Math.floor(version / every) - 1] ?? null;
    return last && last.version <= version && last.version > (checkpoint?.version ?? 0) ? last : checkpoint;
  };
  const at: Replay['at'] = (version) => {
    if (!Number.isInteger(version) || version < 1 || version > events.length) return null;
    let flow = nearest(version);
    for (const event of events.slice(flow?.version ?? 0, version)) flow = fold(flow, event)?.flow ?? null;
    last = flow;
    return flow;
  };
  return {
    last: events.length,
    broken,
    events,
    at,
    step(version) {
      const event = events[version - 1];
      const before = at(version - 1);
      const traced = event && trace(before, event);
      return traced ? { ...traced, before, event } : null;
    },
    microsteps: () => traceAll(events),
    extend: (records) => toReplay(broken ? built : build(built, records, every), every),
  };
};

function* traceAll(events: readonly FlowRecord[]): Iterable<readonly Microstep[]> {
  let flow: Flow | null = null;
  for (const event of events) {
    const traced: Traced | null = trace(flow, event);
    if (!traced) return;
    ({ flow } = traced);
    yield traced.microsteps;
  }
}

const build = (known: Built, records: readonly StoredRecord[], every: number): Built => {
  const [events, checkpoints] = [[...known.events], [...known.checkpoints]];
  let { flow } = known;
  for (const record of records) {
    const step = stepRecord(flow, record, events.length + 1);
    if ('what' in step) return { events, checkpoints, flow, broken: step };
    ({ flow } = step);
    events.push(step.event);
    if (events.length % every === 0) checkpoints.push(flow);
  }
  return { events, checkpoints, flow, broken: null };
};
