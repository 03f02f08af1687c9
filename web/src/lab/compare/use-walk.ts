import { useMemo } from 'react';
import { alignEvents } from '../../../../src/machines/flow/align.ts';
import { isTrouble } from '../../../../src/machines/flow/tone.ts';
import { toItemRows } from './item-rows.ts';
import { findMoment, isDifferent, type Moment, nextMoment, toMarks, toMoments } from './moments.ts';
import { type Both, type Side, type SideName, sides } from './side.ts';
import type { useComparison } from './use-comparison.ts';

/** Two flows gone through together: where both are, and how to get to other places. */
export const useWalk = (flows: Both<Side>, { comparison, goTo }: ReturnType<typeof useComparison>) => {
  const { one, other } = flows;
  const rows = useMemo(() => alignEvents(one.replay.events, other.replay.events), [one, other]);
  const items = useMemo(() => toItemRows({ one, other }), [one, other]);
  const moments = useMemo(() => {
    const times = { one: one.timeline.times, other: other.timeline.times };
    return toMoments(rows, times, comparison.axis);
  }, [rows, one, other, comparison.axis]);
  const times = useMemo(() => moments.map(({ elapsed }) => Math.max(elapsed.one, elapsed.other)), [moments]);
  const marks = useMemo(() => toMarks(moments), [moments]);
  const at = comparison.at ? findMoment(moments, comparison.at) : moments.length;
  const goToPlace = (place: number): void => {
    const moment = moments[Math.max(1, Math.min(place, moments.length)) - 1];
    if (moment) goTo(moment.reached);
  };
  const goToVersion = (side: SideName, version: number): void => {
    const place = nextMoment(moments, 0, ({ reached }) => reached[side] >= version);
    if (place !== null) goToPlace(place);
  };
  return {
    moments,
    items,
    at,
    moment: moments[at - 1] ?? start,
    /** When each place was, for a walk in real time. */
    times,
    goTo: goToPlace,
    goToVersion,
    /** Where along the way they differ. */
    marks,
    firstDifference: nextMoment(moments, 0, isDifferent),
    nextDifference: nextMoment(moments, at, isDifferent),
    nextFailure: nextMoment(moments, at, (moment) => isFailure(flows, moment)),
  };
};

const start: Moment = {
  adds: { one: null, other: null },
  reached: { one: 0, other: 0 },
  elapsed: { one: 0, other: 0 },
  differs: [],
};

const isFailure = (flows: Both<Side>, { adds }: Moment): boolean =>
  sides.some((side) => {
    const line = flows[side].lines[(adds[side] ?? 0) - 1];
    return line !== undefined && isTrouble(line.type);
  });
