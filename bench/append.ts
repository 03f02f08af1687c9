import { closeSync, fdatasyncSync, openSync, statfsSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteEventStore } from '../src/adapters/stores/sqlite-event-store.ts';
import type { EventStore, NewRecord } from '../src/machines/ports/event-store.ts';
import { formatRatio, median, type Ratio } from './ratio.ts';

/**
 * Durable append against write + fdatasync of the same payload bytes: one writer, and 64 writers against one.
 * The three are taken in short turns and compared within a turn, so that a disk that slows down slows all of them;
 * medians over the turns.
 */
export const benchAppend = async (): Promise<Ratio[]> => {
  const dir = await mkdtemp(join(diskFolder(), 'bench-append-'));
  const store = createSqliteEventStore({ path: join(dir, 'events.db') });
  const floor = openSync(join(dir, 'floor'), 'a');
  try {
    await runRound(store, floor);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await runRound(store, floor));
    return toRatios(measured);
  } finally {
    closeSync(floor);
    await store.close();
    await rm(dir, { recursive: true });
  }
};

type Round = Readonly<{ floor: number; one: number; many: number }>;

const rounds = 30;
const appendsAlone = 150;
const writers = 64;
const appendsEach = 40;

const runRound = async (store: EventStore, fd: number): Promise<Round> => ({
  floor: await ratePerSecond(appendsAlone, async () => writeAndSync(fd)),
  one: await ratePerSecond(appendsAlone, () => appendMany(store, appendsAlone)),
  many: await ratePerSecond(writers * appendsEach, async () => {
    await Promise.all(Array.from({ length: writers }, () => appendMany(store, appendsEach)));
  }),
});

const ratePerSecond = async (count: number, work: () => Promise<void>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedMs);
};

const data = JSON.stringify({
  item: 'mcp:github',
  attempt: 1,
  wrote: { 'config.yaml': 'd'.repeat(64), note: 'n'.repeat(256) },
});
const line = Buffer.from(`${data}\n`);

const record: NewRecord = {
  type: 'mcp.written',
  schema: 1,
  at: '2026-03-01T12:00:00.000Z',
  data,
  causation: '3.0',
  correlation: 'flw_01hzy3v8q4',
  command: null,
  hash: 'f'.repeat(64),
};

const writeAndSync = (fd: number): void => {
  for (let count = 0; count < appendsAlone; count += 1) {
    writeSync(fd, line);
    fdatasyncSync(fd);
  }
};

const appendMany = async (store: EventStore, count: number): Promise<void> => {
  const stream = `flow-${crypto.randomUUID()}`;
  for (let expected = 0; expected < count; expected += 1) await store.append([{ stream, expected, records: [record] }]);
};

const toRatios = (measured: readonly Round[]): Ratio[] => {
  const floor = toRate(measured.map((round) => round.floor));
  const one = toRate(measured.map((round) => round.one));
  const many = toRate(measured.map((round) => round.many));
  return [
    {
      name: 'durable append, one writer / write + fdatasync',
      value: median(measured.map((round) => round.one / round.floor)),
      goal: { atLeast: 0.9 },
      detail: `${one} / ${floor}, ${line.length} bytes each`,
    },
    {
      name: `durable append, ${writers} writers / one writer`,
      value: median(measured.map((round) => round.many / round.one)),
      goal: { atLeast: 15 },
      detail: `${many} / ${one}`,
    },
  ];
};

const toRate = (perSecond: readonly number[]): string => `${Math.round(median(perSecond)).toLocaleString('en')}/s`;

// A temporary folder in memory has no fsync worth measuring.
const tmpfsMagic = 0x01021994;
const diskFolder = (): string => (statfsSync(tmpdir()).type === tmpfsMagic ? process.cwd() : tmpdir());

if (import.meta.main) {
  for (const ratio of await benchAppend()) process.stdout.write(`${formatRatio(ratio)}\n`);
}
