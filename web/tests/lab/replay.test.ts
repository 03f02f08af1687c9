import { describe, expect, it } from 'vitest';
import { createReplay } from '../../../src/machines/flow/replay.ts';
import { corpusFiles, readCorpus } from '../../../tests/corpus-files.ts';
import { diffData } from '../../src/lab/replay/context-diff.ts';
import { matches, toPieces, toWords } from '../../src/lab/replay/event-lines.ts';
import { nextFailureOf } from '../../src/lab/replay/history.ts';
import { firstVersionOf, movesOf, toFirstMoves } from '../../src/lab/replay/moves.ts';
import { type Span, thinOut, toTimeline } from '../../src/lab/replay/timeline.ts';
import { toTroubles } from '../../src/lab/replay/troubles.ts';

describe.each(corpusFiles())('the replay of %s', (file) => {
  const replay = createReplay(readCorpus(file));

  it('moves from each state to the next without a gap', () => {
    const moves = movesOf(replay).flat();
    expect(moves[0]?.from).toBe('identity');
    for (const [index, { to }] of moves.entries()) expect(moves[index + 1]?.from ?? to).toBe(to);
    expect(moves.at(-1)?.to).toBe(replay.at(replay.last)?.snapshot.value);
  });

  it('finds the first version of every state and item', () => {
    const moves = toFirstMoves(movesOf(replay));
    for (const { version } of replay.events) {
      const flow = replay.at(version);
      const ids = [String(flow?.snapshot.value), ...Object.keys(flow?.snapshot.context.items ?? {})];
      for (const id of ids) expect(firstVersionOf(replay, moves, id) ?? version).toBeLessThanOrEqual(replay.last);
      expect(firstVersionOf(replay, moves, String(flow?.snapshot.value))).toBeLessThanOrEqual(version);
    }
    expect(firstVersionOf(replay, moves, 'nowhere')).toBeNull();
  });

  it('has everything that went wrong, and knows what of it still is so', () => {
    const troubles = toTroubles(replay);
    const items = Object.values(replay.at(replay.last)?.snapshot.context.items ?? {});
    const open = items.filter(({ problem }) => problem !== null).map(({ id }) => id);
    expect(troubles.filter(({ isOpen }) => isOpen).map(({ item }) => item)).toEqual(expect.arrayContaining(open));
    for (const { item, versions } of troubles)
      for (const version of versions) expect(replay.at(version)?.snapshot.context.items[item]?.problem).not.toBeNull();
  });

  it('has a bar for every item, in times that only go on', () => {
    const { bars, times } = toTimeline(replay);
    const items = replay.at(replay.last)?.snapshot.context.items ?? {};
    expect(bars.map(({ id }) => id)).toEqual(Object.keys(items));
    expect(times).toHaveLength(replay.last);
    for (const { id, spans } of bars) {
      expect(spans.at(-1)?.state).toBe(items[id]?.state);
      for (const [index, span] of spans.entries()) {
        expect(span.to).toBeGreaterThanOrEqual(span.from);
        expect(span.from).toBe(spans[index - 1]?.to ?? span.from);
      }
    }
  });
});

describe('diffData', () => {
  it('names each value that came, changed or went', () => {
    const before = { state: 'mcp', items: { a: { state: 'running', pid: 1 }, b: {} } };
    const after = { state: 'mcp', items: { a: { state: 'failed', problem: { code: 'x' } }, b: {} } };
    expect(diffData(before, after)).toEqual([
      { path: 'items.a.state', before: '"running"', after: '"failed"' },
      { path: 'items.a.problem.code', before: undefined, after: '"x"' },
      { path: 'items.a.pid', before: '1', after: undefined },
    ]);
  });

  it('finds nothing between equals', () => {
    expect(diffData({ a: [1, {}] }, { a: [1, {}] })).toEqual([]);
  });
});

describe('nextFailureOf', () => {
  it('is the first after a version, and none after the last', () => {
    expect([0, 3, 4, 9].map((at) => nextFailureOf({ failures: [4, 9] }, at))).toEqual([4, 4, 9, null]);
  });
});

describe('thinOut', () => {
  const span = (state: Span['state'], from: number, to: number): Span => ({ state, from, to, version: from });

  it('leaves spans alone that can be told apart', () => {
    const spans = [span('running', 0, 400), span('failed', 400, 1000)];
    expect(thinOut(spans, 1000, 100)).toEqual(spans);
  });

  it('draws the gravest of those that share a step, as long as all of them', () => {
    const spans = [span('running', 0, 1), span('failed', 1, 2), span('running', 2, 3), span('succeeded', 500, 500)];
    expect(thinOut(spans, 1000, 100)).toEqual([{ ...span('failed', 0, 3), version: 0 }, span('succeeded', 500, 500)]);
  });

  it('draws thousands as few', () => {
    const spans = Array.from({ length: 5000 }, (_, at) => span(at % 2 === 0 ? 'running' : 'failed', at, at + 1));
    expect(thinOut(spans, 5000, 100).length).toBeLessThanOrEqual(200);
  });
});

describe('a search', () => {
  const line = { version: 12, at: 0, type: 'mcp.failed', about: 'mcp:Docs' };

  it('matches a line that has every word, in any order and case', () => {
    expect(['', 'docs FAILED', '12 mcp'].map((q) => matches(line, q))).toEqual([true, true, true]);
    expect(['docs written', '13'].map((q) => matches(line, q))).toEqual([false, false]);
  });

  it('cuts a text where it was found, overlaps once', () => {
    expect(toPieces('mcp.failed', toWords('fail aile mc'))).toEqual([
      { text: 'mc', isFound: true },
      { text: 'p.', isFound: false },
      { text: 'faile', isFound: true },
      { text: 'd', isFound: false },
    ]);
    expect(toPieces('mcp', [])).toEqual([{ text: 'mcp', isFound: false }]);
  });
});
