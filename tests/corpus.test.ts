import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eventSchemas } from '../src/machines/flow/events.ts';
import { createReplay } from '../src/machines/flow/replay.ts';
import { verifyFlow } from '../src/machines/flow/verify.ts';
import { toFlowView } from '../src/machines/flow/view.ts';
import { corpusCoverage, corpusFiles, readCorpus } from './corpus-files.ts';

const files = corpusFiles();

test.each(files)('a flow recorded earlier folds to the hashes it was recorded with: %s', (file) => {
  const records = readCorpus(file);
  expect(verifyFlow(records, (text) => hash('sha256', text))).toEqual({
    ok: true,
    version: records.length,
    hash: records.at(-1)?.hash,
  });
});

describe('the recorded flows', () => {
  test('are at least fifty, each another', () => {
    expect(files.length).toBeGreaterThanOrEqual(50);
    expect(new Set(files.map((file) => readCorpus(file)[0]?.correlation)).size).toBe(files.length);
  });

  test('hold every event there is', () => {
    const recorded = new Set(files.flatMap(readCorpus).map(({ type }) => type));
    expect(Object.keys(eventSchemas).filter((type) => !recorded.has(type))).toEqual([]);
  });

  test('visit every state and take every transition of the machine', () => {
    const { flows, states, ways } = corpusCoverage();
    const visited = states.filter(({ visits }) => visits > 0).length;
    const taken = ways.filter((way) => way.taken > 0).length;
    process.stdout.write(
      `${flows} recorded flows: ${visited} of ${states.length} states, ${taken} of ${ways.length} transitions\n`,
    );
    expect(states.filter(({ visits }) => visits === 0)).toEqual([]);
    expect(ways.filter((way) => way.taken === 0).map(({ id }) => id)).toEqual([]);
  });
});

test('a flow recorded when its first event had another shape opens in the shape of today', () => {
  const records = readCorpus('forked-schema-1.ndjson');
  expect(records[0]).toMatchObject({ schema: 1, data: expect.stringContaining('"parent":{') as string });
  const replay = createReplay(records);
  const flow = replay.at(replay.last);
  expect(flow && toFlowView(flow)).toMatchObject({
    version: records.length,
    outcome: 'with-problems',
    forkedFrom: { flow: 'flw_e1k94bqrbtrp2ajrsh0n2q8o7h', version: 5 },
  });
  expect(JSON.stringify(flow?.snapshot.context)).not.toContain('forkedFrom');
});
