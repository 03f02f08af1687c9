import { hash } from 'node:crypto';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSqliteEventStore } from '../../src/adapters/stores/sqlite-event-store.ts';
import { verifyFlow } from '../../src/machines/flow/verify.ts';
import { foldAll, type Flow } from '../../src/machines/flow/fold.ts';
import { parseRecord } from '../../src/machines/flow/record.ts';
import { isAtRest } from '../../src/machines/flow/rest.ts';
import { toFlowView } from '../../src/machines/flow/view.ts';
import type { EventStore } from '../../src/machines/ports/event-store.ts';
import type { Lab } from './lab.ts';

type Check = Readonly<{ what: string; wrong: readonly string[] }>;

/** Holds the log, the disk and what the servers said against each other. */
export const judge = async (lab: Lab): Promise<{ lines: readonly string[]; passed: number; failed: number }> => {
  const store = createSqliteEventStore({ path: join(lab.data, 'events.db') });
  const flows = new Map(await Promise.all(lab.tally.flows.map(async (id) => [id, await refold(store, id)] as const)));
  const checks: readonly Check[] = [
    {
      what: 'acknowledged events lost or changed',
      wrong: [...lab.witness.contradictions, ...(await lost(store, lab))],
    },
    {
      what: 'hash mismatches',
      wrong: [...flows].flatMap(([id, { mismatch }]) => (mismatch !== null ? [`${id}@${mismatch}`] : [])),
    },
    { what: 'installs started twice', wrong: await startedTwice(lab) },
    {
      what: 'flows that did not end',
      wrong: [...flows].filter(([, { flow }]) => !flow || !isAtRest(flow)).map(([id]) => id),
    },
    {
      what: 'flows with another result than the true one',
      wrong: [...flows].flatMap(([id, { flow }]) => untrue(id, flow)),
    },
    { what: 'profiles that are not whole', wrong: await notWhole(lab, [...flows.values()]) },
    { what: 'leftovers', wrong: await leftovers(lab) },
    { what: 'event boundaries without a kill', wrong: await notKilledAt(store, lab) },
  ];
  await store.close();
  const { kills, restsWhileDown, modes, seed } = lab.tally;
  const lines = [
    `seed ${seed}: ${kills} kills ${JSON.stringify(modes)}, ${flows.size} flows, ${lab.witness.seen.size} acknowledged events, ${restsWhileDown} times all installs ended while the server was down`,
    ...checks.map(
      ({ what, wrong }) =>
        `${wrong.length} ${what}${wrong.length > 0 ? `: ${wrong.slice(0, 5).join(' | ')} (kept in ${lab.directory})` : ''}`,
    ),
  ];
  const failed = checks.filter(({ wrong }) => wrong.length > 0).length + (flows.size === 0 ? 1 : 0);
  return { lines, passed: checks.length - failed, failed };
};

type Refolded = Readonly<{ flow: Flow | null; mismatch: number | null }>;

const refold = async (store: EventStore, id: string): Promise<Refolded> => {
  const records = await store.readStream(`flow-${id}`);
  const verdict = verifyFlow(records, (text) => hash('sha256', text));
  const sound = verdict.ok ? records : records.slice(0, Math.max(0, verdict.version - 1));
  const flow = foldAll(sound.flatMap((record) => parseRecord(record) ?? []));
  return { flow, mismatch: verdict.ok ? null : verdict.version };
};

const lost = async (store: EventStore, lab: Lab): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const { flow, version, type, data } of lab.witness.seen.values()) {
    const [stored] = await store.readStream(`flow-${flow}`, version - 1, 1);
    if (stored?.type !== type || JSON.stringify(data) !== stored.data) wrong.push(`${flow}@${version} ${type}`);
  }
  return wrong;
};

const startedTwice = async ({ starts }: Lab): Promise<readonly string[]> => {
  const lines = (await readFile(starts, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  return lines.filter((line, index) => lines.indexOf(line) !== index);
};

const EXPECTED = ['mcp/missing-command', 'install/not-found'];

const untrue = (id: string, flow: Flow | null): readonly string[] => {
  if (!flow) return [`${id}: unreadable`];
  const { outcome, problems } = toFlowView(flow);
  const codes = problems.map(({ code }) => code);
  return outcome === 'with-problems' && codes.join() === EXPECTED.join() ? [] : [`${id}: ${outcome} ${codes.join()}`];
};

const FILES = [
  'config.yaml',
  '.env',
  'SOUL.md',
  'profile.yaml',
  'skills/from-git/SKILL.md',
  'skills/from-folder/SKILL.md',
];

const notWhole = async ({ home }: Lab, flows: readonly Refolded[]): Promise<readonly string[]> => {
  const wanted = flows.flatMap(({ flow }) =>
    FILES.map((file) => join(home, 'profiles', flow?.snapshot.context.profile ?? '?', file)),
  );
  const there = await Promise.all(
    wanted.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return wanted.filter((_, index) => !there[index]);
};

/** Every type of record in the log must have been killed before and after. */
const notKilledAt = async (store: EventStore, { boundaries }: Lab): Promise<readonly string[]> => {
  const killed = new Set((await readFile(boundaries, 'utf8').catch(() => '')).split('\n'));
  const types = new Set((await store.readAll(0, 200)).map(({ type }) => type));
  return [...types].flatMap((type) => [`before ${type}`, `after ${type}`]).filter((boundary) => !killed.has(boundary));
};

const leftovers = async ({ home, data }: Lab): Promise<readonly string[]> => {
  const staged = (await readdir(join(home, 'profiles')).catch(() => [])).filter((name) => name.startsWith('.'));
  const sealed = await readdir(join(data, 'secrets')).catch(() => []);
  return [...staged, ...sealed];
};
