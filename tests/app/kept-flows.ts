import type { EventStore, StoredRecord } from '../../src/machines/ports/event-store.ts';
import { facts, record } from '../cli/recorded-flow.ts';

/** Writes a flow that is done under each of the ids. */
export const keepFlows = async (store: EventStore, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    await store.append([{ stream: `flow-${id}`, expected: 0, records: recordOf(id).map(toNew) }]);
  }
};

const recordOf = (id: string): readonly StoredRecord[] =>
  record(
    facts.map((fact) => (fact.type === 'flow.started' ? { ...fact, data: { ...fact.data, flow: id } } : fact)),
    id,
  );

const toNew = ({ stream: _stream, version: _version, position: _position, ...rest }: StoredRecord) => rest;

/** Writes a flow of which the second record is of a type nobody knows here. */
export const keepUnreadable = async (store: EventStore, id: string): Promise<void> => {
  const [first, second] = recordOf(id).map(toNew);
  if (!first || !second) throw new Error('too few records');
  await store.append([{ stream: `flow-${id}`, expected: 0, records: [first, { ...second, type: 'identity.dreamt' }] }]);
};
