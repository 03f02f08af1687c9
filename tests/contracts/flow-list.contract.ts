import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FlowList, FlowQuery } from '../../src/machines/ports/flow-list.ts';
import { newRow } from '../fixtures/stores/flow-rows.ts';

/** One list under test. `open` may be called again after the list before was closed. */
export type FlowListHarness = Readonly<{
  open(): FlowList;
  dispose(): void;
}>;

/** What every flow list promises; `create` makes a harness over an empty list; one that is not `kept` ends with its process. */
export const flowListContract = (name: string, { kept }: { kept: boolean }, create: () => FlowListHarness): void => {
  describe(`flow list: ${name}`, () => {
    let harness: FlowListHarness;
    let list: FlowList;

    beforeEach(() => {
      harness = create();
      list = harness.open();
    });

    afterEach(() => {
      list.close();
      harness.dispose();
    });

    const idsOf = (query: Partial<FlowQuery> = {}): readonly string[] =>
      list.find({ limit: 100, ...query }).flows.map(({ id }) => id);

    test('is empty at position 0 before anything was put', () => {
      expect(list.position()).toBe(0);
      expect(list.open()).toEqual([]);
      expect(list.find({ limit: 10 })).toEqual({ flows: [], next: null });
    });

    test('gives a summary back as it was put', () => {
      const row = newRow({ id: 'flw_ü', profile: 'coder', outcome: 'complete', startedAt: minute(1) });
      list.put([row], 7);
      expect(list.find({ limit: 1 }).flows).toEqual([row.summary]);
      expect(list.position()).toBe(7);
    });

    test('lists the newest first, by id where the start is the same', () => {
      list.put([newRow({ id: 'b', startedAt: minute(1) }), newRow({ id: 'z', startedAt: minute(0) })], 1);
      list.put([newRow({ id: 'a', startedAt: minute(1) }), newRow({ id: 'c', startedAt: minute(2) })], 2);
      expect(idsOf()).toEqual(['c', 'b', 'a', 'z']);
    });

    test('replaces the row of a flow that is put again', () => {
      list.put([newRow({ id: 'a', state: 'mcp' }, true)], 1);
      list.put([newRow({ id: 'a', state: 'done', outcome: 'complete' })], 2);
      expect(list.find({ limit: 10 }).flows).toMatchObject([{ id: 'a', state: 'done' }]);
      expect(idsOf({ state: 'mcp' })).toEqual([]);
      expect(idsOf({ outcome: 'complete' })).toEqual(['a']);
    });

    test('forgets everything when it is cleared', () => {
      list.put([newRow({ id: 'a' }, true)], 7);
      list.clear();
      expect([list.position(), list.open(), idsOf()]).toEqual([0, [], []]);
    });

    test('moves its position without rows', () => {
      list.put([], 12);
      expect(list.position()).toBe(12);
    });

    test('names the flows with pending effects, until they have none', () => {
      list.put([newRow({ id: 'a' }, true), newRow({ id: 'b' }), newRow({ id: 'c' }, true)], 1);
      expect(list.open().toSorted()).toEqual(['a', 'c']);
      list.put([newRow({ id: 'a' })], 2);
      expect(list.open()).toEqual(['c']);
    });

    test.each<[Partial<FlowQuery>, string[]]>([
      [{ profile: 'coder' }, ['d', 'a']],
      [{ outcome: 'complete' }, ['c', 'a']],
      [{ state: 'done' }, ['d', 'c', 'a']],
      [{ profile: 'coder', outcome: 'with-problems' }, ['d']],
      [{ profile: 'coder', outcome: 'complete', state: 'done' }, ['a']],
      [{ profile: 'nobody' }, []],
      [{ outcome: 'no-such-word' }, []],
      [{ outcome: 'none' }, ['b']],
      [{ outcome: 'none', profile: 'other', q: 'B' }, ['b']],
      [{ outcome: 'none', profile: 'coder' }, []],
      [{ profile: "' OR 1 = 1 --" }, []],
      [{ q: 'OD' }, ['d', 'a']],
      [{ q: 'TH', state: 'done' }, ['c']],
      [{ q: 'b' }, ['b']],
      [{ q: '%' }, []],
    ])('finds only what matches %j', (query, ids) => {
      list.put(
        [
          newRow({ id: 'a', startedAt: minute(1), profile: 'coder', state: 'done', outcome: 'complete' }),
          newRow({ id: 'b', startedAt: minute(2), profile: 'other', state: 'mcp' }),
          newRow({ id: 'c', startedAt: minute(3), profile: 'other', state: 'done', outcome: 'complete' }),
          newRow({ id: 'd', startedAt: minute(4), profile: 'coder', state: 'done', outcome: 'with-problems' }),
        ],
        1,
      );
      expect(idsOf(query)).toEqual(ids);
    });

    test('pages through everything once, also where starts are the same', () => {
      const rows = Array.from({ length: 25 }, (_, index) =>
        newRow({ id: `flw_${index}`, startedAt: minute(index % 3), profile: index % 2 === 0 ? 'even' : 'odd' }),
      );
      list.put(rows, 1);
      for (const query of [{}, { profile: 'even' }]) {
        expect(pages(list, query, 4).flat()).toEqual(idsOf(query));
      }
      expect(pages(list, {}, 5).map(({ length }) => length)).toEqual([5, 5, 5, 5, 5]);
    });

    test('keeps its place while newer flows arrive', () => {
      list.put([newRow({ id: 'a', startedAt: minute(1) }), newRow({ id: 'b', startedAt: minute(2) })], 1);
      const { next } = list.find({ limit: 1 });
      list.put([newRow({ id: 'c', startedAt: minute(3) })], 2);
      expect(idsOf({ before: next ?? undefined })).toEqual(['a']);
    });

    test.each(['', '%%%', 'x'.repeat(5000), 'bm90LWEtcGxhY2U'])('takes any string for a place (%#)', (before) => {
      list.put([newRow({ id: 'a' })], 1);
      expect(Array.isArray(list.find({ before, limit: 10 }).flows)).toBe(true);
    });

    if (!kept) return;

    test('opened again holds rows and position', () => {
      list.put([newRow({ id: 'a' }, true)], 9);
      list.close();
      list = harness.open();
      expect(list.position()).toBe(9);
      expect(idsOf()).toEqual(['a']);
      expect(list.open()).toEqual(['a']);
    });
  });
};

const minute = (count: number): string => new Date(Date.UTC(2026, 2, 1, 12, count)).toISOString();

const pages = (list: FlowList, query: Partial<FlowQuery>, limit: number): readonly (readonly string[])[] => {
  const { flows, next } = list.find({ ...query, limit });
  const ids = flows.map(({ id }) => id);
  return next === null ? [ids] : [ids, ...pages(list, { ...query, before: next }, limit)];
};
