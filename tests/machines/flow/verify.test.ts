import { describe, expect, test } from 'vitest';
import { verifyFlow } from '../../../src/machines/flow/verify.ts';
import { sha256 } from '../../../src/cli/sha256.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { facts, record } from '../../cli/recorded-flow.ts';

const records = record(facts);
const verdictAfter = (version: number, change: Partial<StoredRecord>) =>
  verifyFlow(
    records.map((stored) => (stored.version === version ? { ...stored, ...change } : stored)),
    sha256,
  );

describe('verifyFlow', () => {
  test('holds for a flow as it was recorded', () => {
    expect(verifyFlow(records, sha256)).toEqual({ ok: true, version: records.length, hash: records.at(-1)?.hash });
  });

  test('names the first record whose bytes were changed', () => {
    const data = (records[3]?.data ?? '').replace('"wrote":{}', '"wrote":{"config.yaml":"x"}');
    expect(verdictAfter(4, { data })).toMatchObject({
      ok: false,
      version: 4,
      event: 'model.written',
      what: 'hash',
      expected: records[3]?.hash,
    });
  });

  test.each([
    ['at', '2030-01-01T00:00:00.000Z'],
    ['causation', '1.7'],
    ['command', 'again'],
  ])('sees a changed %s', (field, value) => {
    expect(verdictAfter(5, { [field]: value })).toMatchObject({ ok: false, version: 5, what: 'hash' });
  });

  test('sees a missing, a doubled and a swapped record', () => {
    const [first, second, third, ...rest] = records;
    if (!first || !second || !third) throw new Error('too few records');
    expect(verifyFlow([first, third, ...rest], sha256)).toMatchObject({ version: 2, what: 'order', actual: '3' });
    expect(verifyFlow([first, second, second], sha256)).toMatchObject({ version: 3, what: 'order', actual: '2' });
    expect(verifyFlow([second, first], sha256)).toMatchObject({ version: 1, what: 'order', actual: '2' });
  });

  test('sees a type and data that nothing here can read', () => {
    expect(verdictAfter(4, { type: 'model.painted' })).toMatchObject({
      version: 4,
      what: 'unreadable',
      actual: 'model.painted@1',
    });
    expect(verdictAfter(4, { data: '{"torn' })).toMatchObject({ version: 4, what: 'unreadable' });
  });

  test('sees a record the machine does not take there', () => {
    const answered = records[3];
    if (!answered) throw new Error('too few records');
    const again = { ...answered, version: 12 };
    expect(verifyFlow([...records, again], sha256)).toMatchObject({
      version: 12,
      what: 'refused',
      actual: 'model.written',
    });
  });

  test('finds nothing to hold in no records', () => {
    expect(verifyFlow([], sha256)).toMatchObject({ ok: false, version: 0, what: 'order' });
  });

  test('a cut end still holds, as a flow that is not finished', () => {
    expect(verifyFlow(records.slice(0, 5), sha256)).toMatchObject({ ok: true, version: 5 });
  });
});
