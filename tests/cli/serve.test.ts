import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Parts } from '../../src/cli/parts.ts';
import { run } from '../../src/cli/run.ts';
import { createFixtureApp } from './fixture-app.ts';
import { facts, record } from './recorded-flow.ts';
import { createTestIo } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

const { app } = createFixtureApp({ records: record(facts) });
const start = (argv: string[], over: Partial<Parts> = {}, env: Record<string, string> = {}) => {
  const { parts, state } = createTestParts(app, over);
  const io = createTestIo({ env });
  return { ...io, state, running: run(argv, io.io, parts) };
};

afterEach(() => {
  vi.useRealTimers();
});

describe('serve', () => {
  test.each(['SIGINT', 'SIGTERM'])(
    'is the default, prints one URL and what it found, and closes cleanly on %s',
    async (signal) => {
      const { running, stdout, signals, state } = start(['--hermes-home', '/h', '--data-dir', '/d']);
      await stdout.until(/Ctrl-C/);
      expect(stdout.text.match(/http\S+/g)).toEqual(['http://127.0.0.1:1/login?ticket=t']);
      expect(stdout.text).toMatch(/Hermes {2}not found.*embedded installer/);
      expect(stdout.text).toMatch(/Home {4}\/h .*\n {2}Data {4}\/d\n/);
      expect(state.closed).toBe(0);
      signals.emit(signal);
      expect(await running).toBe(0);
      expect([state.closed, signals.eventNames()]).toEqual([1, []]);
    },
  );

  test.each([
    ['names a git that is missing', '', true],
    ['says nothing of a git that is there', '/tools', false],
  ])('%s', async (_, below, isNamed) => {
    const directory = await mkdtemp(join(tmpdir(), 'serve-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    await mkdir(join(directory, 'tools'));
    await writeFile(join(directory, 'tools', 'git'), '', { mode: 0o755 });
    const { running, stdout, signals } = start([], {}, { PATH: directory + below });
    await stdout.until(/Ctrl-C/);
    expect(/Git {5}not found.*git repositories/.test(stdout.text)).toBe(isNamed);
    signals.emit('SIGTERM');
    expect(await running).toBe(0);
  });

  test('says where it listens in the first line with --json', async () => {
    const { running, stdout, signals } = start(['--json', '--port', '0']);
    await stdout.until(/\n/);
    expect(JSON.parse(stdout.text)).toEqual({
      event: 'listening',
      url: 'http://127.0.0.1:1',
      token: 'embedded-token',
      version: '9.9.9',
    });
    signals.emit('SIGTERM');
    expect(await running).toBe(0);
  });

  test('ends at once on the second signal, which an echo of the first is not', async () => {
    const closing = Promise.withResolvers<void>();
    const { parts } = createTestParts(app);
    const compose: Parts['compose'] = async (settings) => {
      const composed = await parts.compose(settings);
      return composed.ok ? { ...composed, close: () => closing.promise } : composed;
    };
    const { running, stdout, signals, exits } = start(['serve'], { compose });
    await stdout.until(/Ctrl-C/);
    vi.useFakeTimers({ toFake: ['performance'] });
    signals.emit('SIGINT');
    vi.advanceTimersByTime(100);
    signals.emit('SIGTERM');
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(300);
    signals.emit('SIGINT');
    expect(exits).toEqual([130]);
    closing.resolve();
    await running;
  });

  test('exits 3 naming the port that another program uses, and closes what it opened', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { parts, state } = createTestParts(app);
    const compose: Parts['compose'] = async (settings) => {
      const composed = await parts.compose(settings);
      const serve = async () => {
        const server = createServer().listen(settings.port, settings.host);
        await once(server, 'listening');
        return { url: '', loginUrl: '' };
      };
      return composed.ok ? { ...composed, serve } : composed;
    };
    const { running, stderr } = start(['--port', String(port)], { compose });
    expect(await running).toBe(3);
    expect(stderr.text).toContain(`Cannot listen on 127.0.0.1:${port}: another program uses that port.`);
    expect(state.closed).toBe(1);
    other.close();
  });
});
