import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignEvents } from '../../../src/machines/flow/align.ts';
import { createReplay } from '../../../src/machines/flow/replay.ts';
import { corpusFiles, readCorpus } from '../../../tests/corpus-files.ts';
import { moreWorkOf, toItemRows } from '../../src/lab/compare/item-rows.ts';
import { axes, findMoment, isDifferent, nextMoment, toMarks, toMoments } from '../../src/lab/compare/moments.ts';
import { type Side, type SideName, sides, toSide } from '../../src/lab/compare/side.ts';

const read = (file: string): Side => {
  const side = toSide(createReplay(readCorpus(file)));
  if (!side) throw new Error(`nothing of ${file} folds`);
  return side;
};
const rowsOf = (one: Side, other: Side) => alignEvents(one.replay.events, other.replay.events);
const momentsOf = (one: Side, other: Side, axis: (typeof axes)[number]) =>
  toMoments(rowsOf(one, other), { one: one.timeline.times, other: other.timeline.times }, axis);

const pairs = corpusFiles().map((file, index, all) => [file, all.at(index - 1) ?? file] as const);

describe.each(axes)('two flows gone through together by %s', (axis) => {
  it.each(pairs)('reach every event of %s and of %s once, in order', (file, otherFile) => {
    const flows = { one: read(file), other: read(otherFile) };
    const moments = momentsOf(flows.one, flows.other, axis);
    for (const side of sides) {
      const versions = flows[side].replay.events.map(({ version }) => version);
      expect(moments.flatMap(({ adds }) => adds[side] ?? [])).toEqual(versions);
      expect(moments.at(-1)?.reached[side]).toBe(versions.length);
    }
    expect(moments[0]?.reached).toEqual({ one: 1, other: 1 });
    for (const { adds } of moments) expect(adds).not.toEqual({ one: null, other: null });
  });

  it('never differ from themselves', () => {
    const flow = read('retried.ndjson');
    expect(momentsOf(flow, flow, axis).some(isDifferent)).toBe(false);
  });

  it('find the place of any two versions again', () => {
    const moments = momentsOf(read('retried.ndjson'), read('cancelled.ndjson'), axis);
    for (const [index, { reached }] of moments.entries()) expect(findMoment(moments, reached)).toBe(index + 1);
    expect(findMoment(moments, { one: 3, other: 999 })).toBe(moments.findIndex(({ reached }) => reached.one === 3) + 1);
    expect(findMoment(moments, { one: 999, other: 1 })).toBe(moments.length);
  });
});

const times = fc
  .array(fc.nat(50), { minLength: 1, maxLength: 20 })
  .map((list) => [0, ...list.toSorted((a, b) => a - b)]);

it('by the clock no event comes before an earlier one, and each flow stands where the other does', () => {
  fc.assert(
    fc.property(times, times, (one, other) => {
      const moments = toMoments([], { one, other }, 'clock');
      let last = 0;
      for (const { adds, elapsed } of moments) {
        expect(elapsed.one).toBe(elapsed.other);
        expect(elapsed.one).toBeGreaterThanOrEqual(last);
        last = elapsed.one;
        const at = (side: SideName, list: readonly number[]) => (adds[side] === null ? last : list[adds[side] - 1]);
        expect([at('one', one), at('other', other)]).toEqual([last, last]);
      }
    }),
  );
});

describe('the items of two flows', () => {
  it('stand side by side with what differs and how much longer they took', () => {
    const rows = toItemRows({ one: read('mcp-missing-command.ndjson'), other: read('complete.ndjson') });
    const failed = rows.find(({ ends }) => ends.one?.item.state === 'failed');
    expect(failed).toMatchObject({
      differs: true,
      ends: { one: { item: { problem: { code: expect.any(String) as string } } } },
    });
    const identity = rows.find(({ id }) => id === 'identity');
    expect(identity?.differs).toBe(false);
    expect(identity && moreWorkOf(identity)).toEqual(expect.any(Number));
    const alone = rows.filter(({ ends }) => !ends.one || !ends.other);
    for (const row of alone) expect([row.differs, moreWorkOf(row)]).toEqual([true, null]);
  });
});

it('the next difference is the one after the place, and none after the last', () => {
  const moments = momentsOf(read('mcp-missing-command.ndjson'), read('complete.ndjson'), 'step');
  const first = nextMoment(moments, 0, isDifferent);
  expect(first).toBe(moments.findIndex(isDifferent) + 1);
  expect(nextMoment(moments, first ?? 0, isDifferent)).toBe(
    moments.findIndex((moment, index) => index >= (first ?? 0) && isDifferent(moment)) + 1 || null,
  );
  expect(nextMoment(moments, moments.length, isDifferent)).toBeNull();
});

it('marks along the way show where they differ, and no more of them than can be told apart', () => {
  const moments = momentsOf(read('mcp-missing-command.ndjson'), read('complete.ndjson'), 'step');
  const marks = toMarks(moments);
  expect(marks[0]).toBeCloseTo(moments.findIndex(isDifferent) / (moments.length - 1), 2);
  const [moment] = moments.filter(isDifferent);
  if (!moment) throw new Error('they do not differ');
  expect(toMarks(Array.from({ length: 5000 }, () => moment)).length).toBeLessThanOrEqual(201);
  expect(toMarks([moment])).toEqual([0]);
});
