import type { Aligned } from '../../../../src/machines/flow/align.ts';
import { type Both, type SideName, sides } from './side.ts';

/** How two flows are gone through together: event beside event, or as time went by in each since it began. */
export const axes = ['step', 'clock'] as const;
export type Axis = (typeof axes)[number];

/** A place both flows are at together; each adds an event of at least one of them. */
export type Moment = Readonly<{
  /** Version of the event that each adds; null where one stays as it was. */
  adds: Both<number | null>;
  /** Last version of each; 0 before its first. */
  reached: Both<number>;
  /** Milliseconds since its beginning that each stands at. */
  elapsed: Both<number>;
  /** What is not the same in both; see `Aligned`. */
  differs: readonly string[];
}>;

type Times = Both<readonly number[]>;

/** Everything that happened in both flows, in the order of an axis. `times` are those of each flow by version. */
export const toMoments = (rows: readonly Aligned[], times: Times, axis: Axis): readonly Moment[] =>
  axis === 'step' ? byStep(rows, times) : byClock(rows, times);

const byStep = (rows: readonly Aligned[], times: Times): readonly Moment[] => {
  let reached = { one: 0, other: 0 };
  return rows.map(({ one, other, differs }) => {
    reached = { one: one ?? reached.one, other: other ?? reached.other };
    const elapsed = { one: times.one[reached.one - 1] ?? 0, other: times.other[reached.other - 1] ?? 0 };
    return { adds: { one, other }, reached, elapsed, differs };
  });
};

const byClock = (rows: readonly Aligned[], times: Times): readonly Moment[] => {
  const differing = { one: differencesOf(rows, 'one'), other: differencesOf(rows, 'other') };
  const moments: Moment[] = [];
  let reached = { one: 0, other: 0 };
  for (let at = nextAt(times, reached); at < Infinity; at = nextAt(times, reached)) {
    const add = (side: SideName) => (times[side][reached[side]] === at ? reached[side] + 1 : null);
    const adds = { one: add('one'), other: add('other') };
    reached = { one: adds.one ?? reached.one, other: adds.other ?? reached.other };
    const differs = sides.flatMap((side) => differing[side].get(adds[side]) ?? []);
    moments.push({ adds, reached, elapsed: { one: at, other: at }, differs: [...new Set(differs)] });
  }
  return moments;
};

/** When the next event of either is. */
const nextAt = (times: Times, reached: Both<number>): number =>
  Math.min(...sides.map((side) => times[side][reached[side]] ?? Infinity));

const differencesOf = (rows: readonly Aligned[], side: SideName): ReadonlyMap<number | null, readonly string[]> =>
  new Map(rows.filter((row) => row[side] !== null).map((row) => [row[side], row.differs]));

/** The place, counted from 1, at which both flows are at given versions, or else the one at version `one`; the last, if none is. */
export const findMoment = (moments: readonly Moment[], at: Both<number>): number => {
  const exact = moments.findIndex(({ reached }) => reached.one === at.one && reached.other === at.other);
  const near = exact < 0 ? moments.findIndex(({ reached }) => reached.one >= at.one) : exact;
  return near < 0 ? moments.length : near + 1;
};

/** The first place after `at` of which something holds; null when there is none. */
export const nextMoment = (
  moments: readonly Moment[],
  at: number,
  holds: (moment: Moment) => boolean,
): number | null => {
  const index = moments.findIndex((moment, place) => place >= at && holds(moment));
  return index < 0 ? null : index + 1;
};

/** Whether something is not the same in both flows. */
export const isDifferent = ({ differs }: Moment): boolean => differs.length > 0;

const MOST_MARKS = 200;

/** How far along the way the moments are that differ, from 0 to 1; those that nobody could tell apart, once. */
export const toMarks = (moments: readonly Moment[]): readonly number[] => {
  const far = Math.max(1, moments.length - 1);
  const marks = moments.flatMap((moment, index) => (isDifferent(moment) ? [index / far] : []));
  return [...new Set(marks.map((mark) => Math.round(mark * MOST_MARKS) / MOST_MARKS))];
};
