import { describe, expect, it } from 'vitest';
import { createReplay } from '../../../../src/machines/flow/replay.ts';
import { corpusFiles, readCorpus } from '../../../../tests/corpus-files.ts';
import { toForkResult } from '../../../src/lab/fork/fork-result.ts';

const replayOf = (file: string) => createReplay(readCorpus(file));
const resultOf = (...args: Parameters<typeof toForkResult>) => {
  const result = toForkResult(...args);
  if (!result) throw new Error('Its definition is known.');
  return result;
};

describe.each(corpusFiles())('a fork of %s', (file) => {
  it('with nothing changed differs in nothing', () => {
    const replay = replayOf(file);
    const { before, view, diff, replay: again, events } = resultOf(replay, { at: replay.last, answers: [] });
    if (before.outcome === null) return;
    expect(diff).toMatchObject({ items: [], first: null });
    expect(view.items).toEqual(before.items);
    expect([again.broken, again.last]).toEqual([null, events.length]);
  });
});

it('a row knows what was chosen for it, and how it would end otherwise', () => {
  const replay = replayOf('install-fails.ndjson');
  const { rows } = resultOf(replay, { at: 1, answers: [] });
  const failed = rows.find(({ event }) => event === 'install.failed');
  if (!failed) throw new Error('An install fails.');
  expect(failed).toMatchObject({ chosen: null, otherwise: { event: 'install.failed', source: 'carried' } });
  const { item, attempt } = failed;
  const chosen = { item, attempt, event: { type: 'install.succeeded' } } as const;
  const changed = resultOf(replay, { at: 1, answers: [chosen] });
  expect(changed.rows.find((row) => row.item === item)).toMatchObject({
    event: 'install.succeeded',
    chosen,
    otherwise: { event: 'install.failed', source: 'carried' },
  });
  expect(changed.diff.items.map(({ id }) => id)).toEqual([item]);
});

it('an answer to what has ended by then comes to nothing', () => {
  const replay = replayOf('install-fails.ndjson');
  const answers = [{ item: 'identity', attempt: 1, event: { type: 'identity.rejected' } }] as const;
  expect(resultOf(replay, { at: replay.last, answers }).unused).toEqual(answers);
});
