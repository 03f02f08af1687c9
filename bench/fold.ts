import { hash as digest } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Flow, fold } from '../src/machines/flow/fold.ts';
import { GENESIS, hashRecord } from '../src/machines/flow/hash.ts';
import { parseRecord } from '../src/machines/flow/record.ts';
import type { StoredRecord } from '../src/machines/ports/event-store.ts';
import { type Live, recordLive } from '../tests/machines/flow/chained.ts';
import { answersOf, planOf, started } from '../tests/machines/flow/facts.ts';
import type { Ratio } from './ratio.ts';

const EVENTS = 100_000;
const ROUNDS = 3;

/** Folding 100k stored events (flows of 2 MCP servers and 3 installs) against reading and parsing them; best of three each. */
export const benchFold = async (): Promise<Ratio[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'bench-fold-'));
  const file = join(directory, 'events.jsonl');
  try {
    await writeFile(file, toLines());
    const floor = await best(() => parseOnly(file));
    const folded = await best(() => foldFile(file));
    const checked = await best(() => foldFile(file, sha256));
    const detail = (ms: number) => `${Math.round(ms)} ms against ${Math.round(floor)} ms for ${EVENTS} events`;
    return [
      { name: 'fold / (read + JSON.parse)', value: folded / floor, goal: { atMost: 10 }, detail: detail(folded) },
      {
        name: 'fold with hash check / (read + JSON.parse)',
        value: checked / floor,
        goal: { atMost: 20 },
        detail: detail(checked),
      },
    ];
  } finally {
    await rm(directory, { recursive: true });
  }
};

const sha256 = (text: string): string => digest('sha256', text);

const best = async (run: () => Promise<number>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const events = await run();
    times.push(performance.now() - begun);
    if (events < EVENTS) throw new Error(`Only ${events} of ${EVENTS} events were read.`);
  }
  return Math.min(...times);
};

const readLines = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).trimEnd().split('\n');

const parseStored = (line: string): StoredRecord => {
  const stored: unknown = JSON.parse(line);
  if (!isStored(stored)) throw new Error(`This is no stored record: ${line}`);
  return stored;
};

// The lines are our own: a whole schema here would be measured as if it were part of JSON.parse.
const isStored = (value: unknown): value is StoredRecord =>
  typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'string';

const parseOnly = async (file: string): Promise<number> => {
  let events = 0;
  for (const line of await readLines(file)) {
    const stored = parseStored(line);
    if (JSON.parse(stored.data)) events += 1;
  }
  return events;
};

const foldFile = async (file: string, hash?: typeof sha256): Promise<number> => {
  let flow: Flow | null = null;
  let previous = GENESIS;
  let events = 0;
  for (const line of await readLines(file)) {
    const stored = parseStored(line);
    if (stored.version === 1) [flow, previous] = [null, GENESIS];
    const record = parseRecord(stored);
    flow = record && (fold(flow, record)?.flow ?? null);
    if (!flow) throw new Error(`Record ${stored.version} of ${stored.stream} cannot be folded.`);
    if (hash) previous = checkHash(hash, previous, stored, flow);
    events += 1;
  }
  return events;
};

const checkHash = (hash: typeof sha256, previous: string, stored: StoredRecord, flow: Flow): string => {
  const found = hashRecord(hash, previous, stored, flow);
  if (found !== stored.hash) throw new Error(`Record ${stored.version} of ${stored.stream} has another hash.`);
  return found;
};

const toLines = (): string => {
  const { records } = recordOut(recordLive(null, started(plan)));
  const flows = Math.ceil(EVENTS / records.length);
  const lines = (flow: number) => records.map((record) => JSON.stringify({ ...record, stream: `flow-${flow}` }));
  return `${Array.from({ length: flows }, (_, flow) => lines(flow).join('\n')).join('\n')}\n`;
};

const plan = planOf({
  model: { provider: 'openrouter', model: 'nous/hermes-4-70b' },
  mcpServers: [
    { name: 'fs', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/home'] },
    { name: 'docs', url: 'https://docs.example.test/mcp' },
  ],
  hubSkills: ['file:///skills/one', '/skills/two', 'owner/repo/three'],
});

const recordOut = (live: Live): Live => {
  const effect = [...live.flow.pending.values()][0];
  const facts = effect ? (answersOf(effect)[0] ?? []) : [];
  return effect ? recordOut(facts.reduce((before, fact) => recordLive(before, fact, effect.key), live)) : live;
};
