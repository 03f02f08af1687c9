import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyFlow } from '../src/app/verify.ts';
import { eventSchemas } from '../src/machines/flow/events.ts';
import { corpusFiles, readCorpus } from './fixtures/corpus.ts';

test.each(corpusFiles)('a flow recorded earlier folds to the hashes it was recorded with: %s', (file) => {
  const records = readCorpus(file);
  expect(verifyFlow(records, (text) => hash('sha256', text))).toEqual({
    ok: true,
    version: records.length,
    hash: records.at(-1)?.hash,
  });
});

const rare = ['env.failed', 'skills.failed', 'install.timed-out'];

test('the recorded flows hold every event but the rarest', () => {
  const recorded = new Set(corpusFiles.flatMap(readCorpus).map(({ type }) => type));
  expect(Object.keys(eventSchemas).filter((type) => !recorded.has(type) && !rare.includes(type))).toEqual([]);
});
