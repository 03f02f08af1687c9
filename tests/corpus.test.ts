import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyFlow } from '../src/app/verify.ts';
import { parseExportLine } from '../src/http/export-line.ts';
import { eventSchemas } from '../src/machines/flow/events.ts';
import type { StoredRecord } from '../src/machines/ports/event-store.ts';

const corpus = new URL('./corpus/', import.meta.url);
const files = readdirSync(corpus);

const readFlow = (file: string): readonly StoredRecord[] =>
  readFileSync(new URL(file, corpus), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const record = parseExportLine(line);
      if (!record) throw new Error(`${file}: line ${index + 1} is no record`);
      return { ...record, stream: `flow-${record.correlation}`, position: index + 1 };
    });

test.each(files)('a flow recorded earlier folds to the hashes it was recorded with: %s', (file) => {
  const records = readFlow(file);
  expect(verifyFlow(records, (text) => hash('sha256', text))).toEqual({
    ok: true,
    version: records.length,
    hash: records.at(-1)?.hash,
  });
});

const rare = ['env.failed', 'skills.failed', 'install.timed-out'];

test('the recorded flows hold every event but the rarest', () => {
  const recorded = new Set(files.flatMap(readFlow).map(({ type }) => type));
  expect(Object.keys(eventSchemas).filter((type) => !recorded.has(type) && !rare.includes(type))).toEqual([]);
});
