import type { Flow } from '../../../../src/machines/flow/fold.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { type FlowSummary, toFlowSummary } from '../../../../src/machines/flow/view.ts';
import { type EventLine, linesOf } from '../replay/event-lines.ts';
import { type Timeline, toTimeline } from '../replay/timeline.ts';

/** Which of two compared flows: the page's own, or the one beside it. */
export const sides = ['one', 'other'] as const;
export type SideName = (typeof sides)[number];

/** Something of each of two flows. */
export type Both<T> = Readonly<Record<SideName, T>>;

/** One of two compared flows, with what is shown of it. */
export type Side = Readonly<{
  replay: Replay;
  /** The flow at its last version, and what clients see of it. */
  flow: Flow;
  view: FlowSummary;
  timeline: Timeline;
  lines: readonly EventLine[];
}>;

/** A flow to compare; null when nothing of it folds. */
export const toSide = (replay: Replay): Side | null => {
  const flow = replay.at(replay.last);
  if (!flow) return null;
  const timeline = toTimeline(replay);
  return { replay, flow, view: toFlowSummary(flow), timeline, lines: linesOf(replay, timeline.times) };
};
