import { describe, expect, it } from 'vitest';
import { createReplay } from '../../../src/machines/flow/replay.ts';
import { corpusFiles, readCorpus } from '../../../tests/corpus-files.ts';
import { diffData } from '../../src/lab/replay/context-diff.ts';
import { movesOf } from '../../src/lab/replay/moves.ts';
import { toTimeline } from '../../src/lab/replay/timeline.ts';

describe.each(corpusFiles())('the replay of %s', (file) => {
  const replay = createReplay(readCorpus(file));

  it('moves from each state to the next without a gap', () => {
    const moves = movesOf(replay).flat();
    expect(moves[0]?.from).toBe('identity');
    for (const [index, { to }] of moves.entries()) expect(moves[index + 1]?.from ?? to).toBe(to);
    expect(moves.at(-1)?.to).toBe(replay.at(replay.last)?.snapshot.value);
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
