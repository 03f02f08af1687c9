import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { isTrouble } from '../../../../src/machines/flow/tone.ts';
import { type EventLine, linesOf } from './event-lines.ts';
import { type Timeline, toTimeline } from './timeline.ts';

/** What is looked up at every step of a replay, gathered once. */
export type History = Timeline &
  Readonly<{
    lines: readonly EventLine[];
    /** Versions whose events something went wrong with. */
    failures: readonly number[];
  }>;

export const toHistory = (replay: Replay): History => {
  const timeline = toTimeline(replay);
  const lines = linesOf(replay, timeline.times);
  const failures = lines.filter(({ type }) => isTrouble(type)).map(({ version }) => version);
  return { ...timeline, lines, failures };
};

/** Version of the first event after `at` that something went wrong with; null when there is none. */
export const nextFailureOf = ({ failures }: Pick<History, 'failures'>, at: number): number | null =>
  failures.find((version) => version > at) ?? null;
