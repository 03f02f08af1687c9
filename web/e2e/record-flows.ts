import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSqliteEventStore } from '../../src/adapters/stores/sqlite-event-store.ts';
import { chain, type Head, type Link } from '../../src/machines/flow/chain.ts';
import type { Effect } from '../../src/machines/flow/effects.ts';
import type { Fact } from '../../src/machines/flow/events.ts';
import type { StreamAppend } from '../../src/machines/ports/event-store.ts';
import { answersOf, planOf, started } from '../../tests/machines/flow/facts.ts';

/** One flow to be on record; `fails` picks what goes wrong. */
export type Recorded = Readonly<{ id: string; profile: string; at: Date; fails?: 'identity' | 'mcp' }>;

const APPENDED_AT_ONCE = 500;

/** Puts flows that have ended into the log of a data directory, as the server records them, before it starts. */
export const recordFlows = async (dataDir: string, flows: readonly Recorded[]): Promise<void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const store = createSqliteEventStore({ path: join(dataDir, 'events.db') });
  for (let at = 0; at < flows.length; at += APPENDED_AT_ONCE)
    await store.append(flows.slice(at, at + APPENDED_AT_ONCE).map(toAppend));
  await store.close();
};

const toAppend = ({ id, profile, at, fails }: Recorded): StreamAppend => {
  const mcpServers = fails === 'mcp' ? [{ name: 'docs', url: 'https://docs.example.test' }] : [];
  const plan = planOf({ name: profile, alias: false, mcpServers });
  const start = started(plan);
  const links = [...record(null, [{ ...start, data: { ...start.data, flow: id } }], { id, at, causation: null })];
  for (let time = at.getTime() + 40; ; time += 40) {
    const last = links.at(-1);
    const effect = [...(last?.after.pending.values() ?? [])][0];
    if (!last || !effect) break;
    const head = { flow: last.after, hash: last.record.hash };
    links.push(...record(head, answer(effect, fails), { id, at: new Date(time), causation: effect.key }));
  }
  return { stream: `flow-${id}`, expected: 0, records: links.map((link) => link.record) };
};

type About = Readonly<{ id: string; at: Date; causation: string | null }>;

const record = (head: Head | null, facts: readonly Fact[], { id, at, causation }: About): readonly Link[] => {
  const chained = chain(head, facts, { at: at.toISOString(), correlation: id, causation, command: null }, sha256);
  if ('refused' in chained) throw new Error(`${id} does not take ${chained.refused}.`);
  return chained.links;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Success, but for what fails. */
const answer = (effect: Effect, fails: Recorded['fails']): readonly Fact[] => {
  const isFailing = 'item' in effect.params && fails !== undefined && effect.params.item.split(':')[0] === fails;
  return answersOf(effect)[isFailing ? 1 : 0] ?? [];
};

/** Flows of the last weeks, newest first; one in seven ends with a problem, one in eleven is rejected. */
export const manyFlows = (count: number, now = Date.now()): readonly Recorded[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `flw_${String(count - index).padStart(8, '0')}`,
    profile: `${names[index % names.length] ?? ''}-${index % 97}`,
    at: new Date(now - index * 90_000),
    ...(index % 11 === 3 ? { fails: 'identity' as const } : index % 7 === 2 && { fails: 'mcp' as const }),
  }));

const names = ['release-scout', 'notes', 'triage', 'mailroom', 'research'];
