import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventStore } from '../../src/machines/ports/event-store.ts';
import { run } from '../../src/cli/run.ts';
import { createFixtureApp } from './fixture-app.ts';
import { facts, flowId, record } from './recorded-flow.ts';
import { createTestIo } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

const records = record(facts);
let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const storeOf = (stored: typeof records): EventStore => ({
  append: () => Promise.reject(new Error('read only')),
  readStream: (stream) => Promise.resolve(stored.filter((one) => one.stream === stream)),
  readAll: (after) => Promise.resolve(stored.filter(({ position }) => position > after)),
  head: () => Promise.resolve(stored.at(-1)?.position ?? 0),
  tail: () => ({ stop: () => {} }),
  close: () => Promise.resolve(),
});

const examine = async (stored = records, path = process.env['PATH'] ?? '') => {
  const { parts, state } = createTestParts(createFixtureApp({ records }).app, { openStore: () => storeOf(stored) });
  const io = createTestIo({ env: { PATH: path } });
  const where = ['--data-dir', join(directory, 'data'), '--hermes-home', join(directory, 'hermes')];
  const code = await run(['doctor', '--json', ...where], io.io, parts);
  const findings = io.stdout.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { what: string; state: string; found: string; todo?: string });
  return { code, state, of: (what: string) => findings.find((finding) => finding.what === what) };
};

describe('doctor', () => {
  test('finds nothing wrong before the first start, and makes nothing', async () => {
    const { code, of, state } = await examine();
    expect([code, state.closed]).toEqual([0, 0]);
    expect(of('Node')).toMatchObject({ state: 'ok', found: process.versions.node });
    expect(of('Data directory')?.found).toContain('will be made');
    expect(of('Server')?.found).toMatch(/^none runs/);
  });

  test('says what does not work without a program', async () => {
    const { code, of } = await examine(records, join(directory, 'empty'));
    expect(code).toBe(0);
    expect(of('git')).toMatchObject({
      state: 'note',
      found: 'not on the PATH',
      todo: expect.stringContaining('install git') as string,
    });
  });

  test('warns of a data directory that others can read', async () => {
    await mkdir(join(directory, 'data'));
    await chmod(join(directory, 'data'), 0o755);
    expect((await examine()).of('Data directory')).toMatchObject({
      state: 'note',
      todo: expect.stringContaining('chmod 700') as string,
    });
  });

  test('is a problem when a path is a file', async () => {
    await writeFile(join(directory, 'hermes'), '');
    const { code, of } = await examine();
    expect([code, of('Hermes home')?.state]).toEqual([1, 'problem']);
  });

  test('verifies the event log', async () => {
    await mkdir(join(directory, 'data'), { mode: 0o700 });
    await writeFile(join(directory, 'data', 'events.db'), '');
    expect((await examine()).of('Event log')).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('1 flow, all as recorded') as string,
    });
    const changed = records.map((one) => (one.version === 3 ? { ...one, at: '2030-01-01T00:00:00.000Z' } : one));
    const { code, of } = await examine(changed);
    expect(code).toBe(1);
    expect(of('Event log')).toMatchObject({ state: 'problem', todo: expect.stringContaining('verify --db') as string });
  });
});

describe('verify --db', () => {
  test('reads an event log, and one flow of it', async () => {
    await writeFile(join(directory, 'events.db'), '');
    const { parts, state } = createTestParts(createFixtureApp({ records }).app, { openStore: () => storeOf(records) });
    for (const argv of [['verify'], ['verify', flowId]]) {
      const io = createTestIo({ cwd: directory });
      expect(await run([...argv, '--db', 'events.db'], io.io, parts)).toBe(0);
      expect(io.stdout.text).toBe('ok       flw_demo  version 11\n1 flow holds.\n');
    }
    expect(state.closed).toBe(0);
    expect(await run(['verify', '--db', 'none.db'], createTestIo({ cwd: directory }).io, parts)).toBe(1);
  });
});
