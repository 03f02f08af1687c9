import type { ItemState } from '../../../../src/machines/flow/item.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';

/** A time an item spent in one state; milliseconds since the flow began. */
export type Span = Readonly<{ state: ItemState; from: number; to: number; version: number }>;

/** What became of an item over time; `end` is the version that last changed it. */
export type Bar = Readonly<{ id: string; spans: readonly Span[]; end: number }>;

export type Timeline = Readonly<{
  bars: readonly Bar[];
  /** Milliseconds since the flow began, by version: `times[version - 1]`. */
  times: readonly number[];
}>;

/** Milliseconds an item was worked on. */
export const workOf = ({ spans }: Bar): number =>
  spans.filter(({ state }) => state === 'running').reduce((sum, { from, to }) => sum + to - from, 0);

type Open = { spans: Span[]; state: ItemState; from: number; version: number };

/** When each item was in which state, in the order the items came up. */
export const toTimeline = (replay: Replay): Timeline => {
  const times: number[] = [];
  const open = new Map<string, Open>();
  const began = Date.parse(replay.at(1)?.at ?? '');
  for (let version = 1; version <= replay.last; version += 1) {
    const flow = replay.at(version);
    if (!flow) break;
    const at = Math.max(0, Date.parse(flow.at) - began);
    times.push(at);
    for (const { id, state } of Object.values(flow.snapshot.context.items)) note(open, { id, state }, { at, version });
  }
  return { times, bars: [...open].map(([id, item]) => toBar(id, item, times.at(-1) ?? 0)) };
};

type When = Readonly<{ at: number; version: number }>;

const note = (
  open: Map<string, Open>,
  item: Readonly<{ id: string; state: ItemState }>,
  { at, version }: When,
): void => {
  const known = open.get(item.id);
  if (known?.state === item.state) return;
  const spans = known ? [...known.spans, close(known, at)] : [];
  open.set(item.id, { spans, state: item.state, from: at, version });
};

const close = ({ state, from, version }: Open, to: number): Span => ({ state, from, to, version });

/** An item that has ended stays as it is: its last state is a point, not a time. */
const toBar = (id: string, item: Open, end: number): Bar => {
  const isGoingOn = item.state === 'running' || item.state === 'queued' || item.state === 'pending';
  return { id, spans: [...item.spans, close(item, isGoingOn ? end : item.from)], end: item.version };
};

/** The spans of a bar that can be told apart where it is drawn in `slots` steps: of those that share one, the gravest. */
export const thinOut = (spans: readonly Span[], total: number, slots: number): readonly Span[] => {
  const slotOf = (ms: number): number => Math.floor((ms / total) * slots);
  const drawn: Span[] = [];
  for (const span of spans) {
    const last = drawn.at(-1);
    if (last && slotOf(last.from) === slotOf(span.to)) {
      const { state } = graveness[span.state] < graveness[last.state] ? last : span;
      drawn[drawn.length - 1] = { ...last, to: span.to, state };
    } else drawn.push(span);
  }
  return drawn;
};

const graveness: Readonly<Record<ItemState, number>> = {
  pending: 0,
  queued: 0,
  skipped: 1,
  running: 1,
  succeeded: 2,
  cancelled: 2,
  failed: 3,
  'timed-out': 3,
};
