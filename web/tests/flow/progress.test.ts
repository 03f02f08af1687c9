import { describe, expect, test } from 'vitest';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { elapsedMs, recordedAt, toClockSkewMs } from '../../src/flow/elapsed.ts';
import { toGroups } from '../../src/flow/groups.ts';
import { toProgress } from '../../src/flow/progress.ts';
import { endOf, recordedNames, viewsOf } from './recorded.ts';

const settledOf = (view: FlowView): number => {
  const { done, problems, stopped } = toProgress(view);
  return done + problems + stopped;
};

describe('progress', () => {
  test.each(recordedNames)('grows, and falls only when an item is tried again: %s', (name) => {
    const attempts = ({ items }: FlowView) => items.reduce((sum, { attempt }) => sum + attempt, items.length);
    const views = viewsOf(name);
    views.forEach((view, index) => {
      const before = views[index - 1];
      if (before && attempts(view) === attempts(before))
        expect(settledOf(view)).toBeGreaterThanOrEqual(settledOf(before));
    });
  });

  test.each(recordedNames.filter((name) => endOf(name).outcome !== 'rejected'))(
    'holds every item in the end: %s',
    (name) => {
      expect(settledOf(endOf(name))).toBe(endOf(name).items.length);
    },
  );

  test('parts what is done from what went wrong and what was stopped', () => {
    expect(toProgress(endOf('with-problems'))).toEqual({ total: 11, done: 3, problems: 8, stopped: 0 });
    expect(toProgress(endOf('retried'))).toMatchObject({ problems: 0 });
    expect(toProgress(endOf('one-cancelled'))).toMatchObject({ problems: 1, stopped: 0 });
    expect(toProgress(endOf('cancelled'))).toEqual({ total: 6, done: 4, problems: 0, stopped: 2 });
  });

  test('of a rejected flow is none', () => {
    expect(toProgress(endOf('rejected'))).toEqual({ total: 4, done: 0, problems: 1, stopped: 0 });
  });
});

describe('groups', () => {
  test.each(recordedNames)('hold every item once, in the order of the flow: %s', (name) => {
    for (const { items } of viewsOf(name)) expect(toGroups(items).flatMap((group) => group.items)).toEqual(items);
  });

  test('say how many of theirs are done', () => {
    expect(toGroups(endOf('one-cancelled').items).at(-1)).toMatchObject({ id: 'installs', done: 1, isOpen: false });
  });
});

describe('time', () => {
  test('ticks from the recorded start while something runs, and stands when it ended', () => {
    const startedAt = '2026-03-01T12:00:00.000Z';
    const later = Date.parse(startedAt) + 5000;
    expect(elapsedMs({ startedAt }, later)).toBe(5000);
    expect(elapsedMs({ startedAt, endedAt: '2026-03-01T12:00:01.500Z' }, later)).toBe(1500);
    expect(elapsedMs({}, later)).toBeNull();
  });

  test('is never less than nothing, whatever the clocks say', () => {
    expect(elapsedMs({ startedAt: '2026-03-01T12:00:00.000Z' }, 0)).toBe(0);
  });

  test('of the last record is the start and the duration', () => {
    const view = endOf('complete');
    expect(new Date(recordedAt(view)).toISOString()).toBe(view.endedAt);
  });

  test('follows the server where its clock is another', () => {
    const now = Date.parse('2026-03-01T12:00:00.000Z');
    expect(toClockSkewMs('Sun, 01 Mar 2026 12:10:00 GMT', now)).toBe(600_000);
    expect(toClockSkewMs('Sun, 01 Mar 2026 12:00:01 GMT', now)).toBe(0);
    expect(toClockSkewMs(null, now)).toBe(0);
    expect(toClockSkewMs('nonsense', now)).toBe(0);
  });
});
