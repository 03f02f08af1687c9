import { describe, expect, test } from 'vitest';
import { eventSchemas, isEventType } from '../../../src/machines/flow/events.ts';
import { parseRecord, schemaOf, upcasts } from '../../../src/machines/flow/record.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { problem, started } from './facts.ts';

const stored = (part: Partial<StoredRecord> = {}): StoredRecord => ({
  stream: 'flow-flw_1',
  version: 3,
  position: 30,
  type: 'mcp.failed',
  schema: 1,
  at: '2026-01-01T00:00:03.000Z',
  data: JSON.stringify({ item: 'mcp:a', attempt: 1, problem }),
  causation: '2.0',
  correlation: 'flw_1',
  command: null,
  hash: 'h3',
  ...part,
});

describe('a stored record', () => {
  test('is read with its data parsed and its place kept', () => {
    expect(parseRecord(stored())).toEqual({
      type: 'mcp.failed',
      data: { item: 'mcp:a', attempt: 1, problem },
      version: 3,
      position: 30,
      at: '2026-01-01T00:00:03.000Z',
      causation: '2.0',
      correlation: 'flw_1',
      command: null,
      hash: 'h3',
    });
  });

  test.each([
    ['an unknown type', { type: 'mcp.exploded' }],
    ['a type every object has', { type: 'constructor' }],
    ['a schema nobody has written yet', { schema: 99 }],
    ['text that is not JSON', { data: '{"item":' }],
    ['no text', { data: '' }],
    ['data of another event', { data: '{"outcome":"complete"}' }],
    [
      'a code outside the closed list',
      { data: JSON.stringify({ item: 'a', attempt: 1, problem: { ...problem, code: 'x/y' } }) },
    ],
    ['an attempt that is no number', { data: JSON.stringify({ item: 'a', attempt: '1', problem }) }],
    ['an attempt before the first', { data: JSON.stringify({ item: 'a', attempt: 0, problem }) }],
  ])('is not read with %s', (_, part) => {
    expect(parseRecord(stored(part))).toBeNull();
  });

  test('loses keys nobody knows', () => {
    const data = JSON.stringify({ item: 'mcp:a', attempt: 1, problem: { ...problem, stack: 'secret' }, more: 1 });
    expect(parseRecord(stored({ data }))?.data).toEqual({ item: 'mcp:a', attempt: 1, problem });
  });
});

describe('upcasting', () => {
  const isFromFirst = (data: unknown) =>
    typeof data === 'object' && data !== null && 'step' in data && data.step === 'first';
  const table = {
    'mcp.failed@1': (data: unknown) => ({ data, step: 'first' }),
    'mcp.failed@2': (data: unknown) => ({ item: 'mcp:a', attempt: isFromFirst(data) ? 2 : 1, problem }),
  };

  test('brings old data up one version after the other', () => {
    expect(parseRecord(stored({ data: '{"old":true}' }), table)?.data).toEqual({ item: 'mcp:a', attempt: 2, problem });
  });

  test('starts at the schema the record was written with', () => {
    expect(parseRecord(stored({ data: '{"old":true}', schema: 2 }), table)?.data).toEqual({
      item: 'mcp:a',
      attempt: 1,
      problem,
    });
  });

  test('leaves other types alone', () => {
    expect(
      parseRecord(stored({ type: 'mcp.written', data: '{"item":"mcp:a","attempt":1,"wrote":{}}' }), table)?.data,
    ).toEqual({
      item: 'mcp:a',
      attempt: 1,
      wrote: {},
    });
  });

  test('is checked like any data afterwards', () => {
    expect(parseRecord(stored({ data: '{}' }), { 'mcp.failed@1': () => ({ nonsense: true }) })).toBeNull();
  });

  test('is never given data that is not JSON', () => {
    expect(parseRecord(stored({ data: '{' }), table)).toBeNull();
  });

  test('has a step from every schema below the one written today', () => {
    for (const type of Object.keys(eventSchemas).filter(isEventType))
      for (let from = 1; from < schemaOf(type); from += 1) expect(upcasts).toHaveProperty([`${type}@${from}`]);
  });
});

test('a first record keeps the whole plan', () => {
  const fact = started();
  expect(parseRecord(stored({ type: fact.type, data: JSON.stringify(fact.data) }))?.data).toEqual(fact.data);
});
