import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { RunState } from '../../src/machines/ports/runner.ts';
import { openEngine } from './engine.ts';

test('finds the runner that a server launched just before it was killed', async () => {
  const launched: Promise<RunState>[] = [];
  const { start, rested } = await openEngine((deps) => ({
    ...deps,
    runner: {
      ...deps.runner,
      probe: async (run) => {
        if (launched.length > 0) return deps.runner.probe(run);
        launched.push(
          deps.runner.start(run, { command: ['true'], env: {}, cwd: tmpdir(), timeoutMs: 60_000, after: [] }),
        );
        return { state: 'claimed' };
      },
    },
  }));
  const { snapshot } = await rested(await start({ name: 'coder', hubSkills: ['true'] }));
  await Promise.all(launched);
  expect(snapshot.context.items['install:true']).toMatchObject({ state: 'succeeded' });
});
