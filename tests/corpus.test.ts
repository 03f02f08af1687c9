import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toFlowView } from '../src/machines/flow/view.ts';
import { verifyFlow } from '../src/machines/flow/verify.ts';
import { eventSchemas } from '../src/machines/flow/events.ts';
import { foldAll } from '../src/machines/flow/fold.ts';
import { parseRecord } from '../src/machines/flow/record.ts';
import { corpusFiles, readCorpus } from './fixtures/corpus.ts';

test.each(corpusFiles)('a flow recorded earlier folds to the hashes it was recorded with: %s', (file) => {
  const records = readCorpus(file);
  expect(verifyFlow(records, (text) => hash('sha256', text))).toEqual({
    ok: true,
    version: records.length,
    hash: records.at(-1)?.hash,
  });
});

test('a flow recorded when its first event had another shape opens in the shape of today', () => {
  const records = readCorpus('forked-schema-1.ndjson');
  expect(records[0]).toMatchObject({ schema: 1, data: expect.stringContaining('"parent":{') as string });
  const flow = foldAll(records.map((record) => parseRecord(record)).filter((record) => record !== null));
  expect(flow && toFlowView(flow)).toMatchObject({
    version: records.length,
    outcome: 'with-problems',
    forkedFrom: { flow: 'flw_e1k94bqrbtrp2ajrsh0n2q8o7h', version: 5 },
  });
  expect(JSON.stringify(flow?.snapshot.context)).not.toContain('forkedFrom');
});

const rare = ['env.failed', 'skills.failed', 'install.timed-out'];

test('the recorded flows hold every event but the rarest', () => {
  const recorded = new Set(corpusFiles.flatMap(readCorpus).map(({ type }) => type));
  expect(Object.keys(eventSchemas).filter((type) => !recorded.has(type) && !rare.includes(type))).toEqual([]);
});
