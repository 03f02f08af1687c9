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

test.each(['KILL', 'TERM'])(
  'an install whose process was ended by SIG%s is lost, and may be tried again',
  async (signal) => {
    const { start, rested } = await openEngine();
    const script = `kill -${signal} $$`;
    const { snapshot } = await rested(await start({ name: 'coder', hubSkills: [script] }));
    expect(snapshot.context.items[`install:${script}`]).toMatchObject({
      state: 'failed',
      problem: { code: 'install/lost', nextAction: 'retry', message: expect.stringContaining('ended by a signal') },
    });
  },
);

test('an exit code of 129, with which git says how it is used, is no signal', async () => {
  const { start, rested } = await openEngine();
  const { snapshot } = await rested(await start({ name: 'coder', hubSkills: ['exit 129'] }));
  expect(snapshot.context.items['install:exit 129']).toMatchObject({ problem: { code: 'install/exit-code' } });
});
