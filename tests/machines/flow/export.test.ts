import { expect, test } from 'vitest';
import { parseExport, toExportLine } from '../../../src/machines/flow/export.ts';
import { facts, record } from '../../cli/recorded-flow.ts';

const records = record(facts);
const text = records.map(toExportLine).join('');

test('an export is read back as it was recorded, but for its place in a log', () => {
  expect(parseExport(text)).toEqual({ records: records.map((one) => ({ ...one, position: one.version })) });
  expect(parseExport(`\n${text}\r\n\n`)).toEqual(parseExport(text));
});

test.each([
  ['a line that was cut off', (line: string) => line.slice(0, -40)],
  ['a line without its hash', (line: string) => line.replace('"hash"', '"hush"')],
  ['a time that is none', (line: string) => line.replace(/"at":"[^"]*"/, '"at":"yesterday"')],
  ['a version before the first', (line: string) => line.replace('"version":3', '"version":0')],
])('%s is told by its number', (_, change) => {
  const lines = text.split('\n').map((line, index) => (index === 2 ? change(line) : line));
  expect(parseExport(lines.join('\n'))).toEqual({ line: 3, version: 3 });
});
