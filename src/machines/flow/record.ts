import { z } from 'zod';
import type { StoredRecord } from '../ports/event-store.ts';
import { type EventType, eventSchemas, type Fact, type FlowEvent, isEventType } from './events.ts';

/** A stored record, read: its data parsed and brought to today's shape. */
export type FlowRecord = FlowEvent &
  Readonly<{ position: number; correlation: string; command: string | null; hash: string }>;

/** Schema version written today, by type; 1 where nothing else is said. */
export const schemaOf = (type: EventType): number => schemas[type] ?? 1;

const schemas: Partial<Record<EventType, number>> = { 'flow.started': 2 };

/** Brings data of an older schema one version up: `type@schema` → change. */
export type Upcasts = Readonly<Record<string, (data: unknown) => unknown>>;

/** Upcasts in force. Add one when an event's data changes shape; never change the recorded bytes. */
export const upcasts: Upcasts = { 'flow.started@1': nameForkedFrom };

/** Schema 1 called it `parent`, and the version in it `at`, which is a time everywhere else. */
function nameForkedFrom(data: unknown): unknown {
  const old = z.looseObject({ parent: z.object({ flow: z.string(), at: z.number() }) }).safeParse(data);
  if (!old.success) return data;
  const { parent, ...rest } = old.data;
  return { ...rest, forkedFrom: { flow: parent.flow, version: parent.at } };
}

/** Reads a stored record; `null` for a type, schema or data no definition here knows. */
export const parseRecord = (stored: StoredRecord, changes: Upcasts = upcasts): FlowRecord | null => {
  if (!isEventType(stored.type) || isFromLater(stored, changes)) return null;
  const { position, version, at, causation, correlation, command, hash } = stored;
  const json = parseJson(stored.data);
  if (json === undefined) return null;
  const fact = toFact(stored.type, upcast(stored, json, changes));
  return fact && { ...fact, position, version, at, causation, correlation, command, hash };
};

/** The data as its type's schema gives it — known keys only, in one order; `null` when it does not fit. */
export const toFact = (type: EventType, data: unknown): Fact | null => {
  const parsed = eventSchemas[type].safeParse(data);
  return parsed.success ? ({ type, data: parsed.data } as Fact) : null;
};

/** Written in a shape that only a later version of this program knows. */
const isFromLater = ({ type, schema }: StoredRecord, changes: Upcasts): boolean =>
  isEventType(type) && schema > schemaOf(type) && !changes[`${type}@${schema}`];

const upcast = ({ type, schema }: StoredRecord, data: unknown, changes: Upcasts): unknown => {
  let value = data;
  for (let from = schema; changes[`${type}@${from}`]; from += 1) value = changes[`${type}@${from}`]?.(value);
  return value;
};

/** `undefined` when the text is not JSON. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
