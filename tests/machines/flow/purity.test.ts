import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { type Live, recordLive } from './chained.ts';

const script = fileURLToPath(new URL('../../fixtures/replay/pure-replay.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'pure-replay-'));
afterAll(() => rmSync(directory, { recursive: true }));

const flows = fc
  .sample(arbitraryWalk, { numRuns: 300, seed: 7 })
  .map(
    (walk) =>
      walk.reduce<Live | null>((live, { event }) => recordLive(live, event, event.causation), null)?.records ?? [],
  );

const replay = (recorded: readonly unknown[], ...args: readonly string[]): number | null => {
  const file = join(directory, 'flows.json');
  writeFileSync(file, JSON.stringify(recorded));
  return spawnSync(process.execPath, [script, file, ...args], { stdio: 'inherit' }).status;
};

describe('a replay', () => {
  test('touches no files, network, processes, clock, timers or chance', () => {
    expect(replay(flows)).toBe(0);
  });

  test('tells a flow that was changed', () => {
    const [first = []] = flows;
    expect(replay([first.map((record) => ({ ...record, at: '2030-01-01T00:00:00.000Z' }))])).toBe(3);
  });

  test.each(['fs', 'net', 'child_process', 'fetch', 'now', 'random'])('would be caught touching %s', (what) => {
    expect(replay([], what)).toBe(1);
  });
});
