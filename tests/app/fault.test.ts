import { expect, test } from 'vitest';
import { toFlowView } from '../../src/machines/flow/view.ts';
import { openEngine } from './engine.ts';

const plan = {
  name: 'coder',
  model: { provider: 'openrouter', model: 'a/b' },
  mcpServers: [{ name: 'fs', command: 'npx' }],
};

test('turns a fault of our own into a problem of its item and goes on', async () => {
  const { faults, start, rested } = await openEngine((deps) => ({
    ...deps,
    home: { ...deps.home, writeModel: () => Promise.reject(new Error('a bad sector')) },
  }));
  const view = toFlowView(await rested(await start(plan)));
  expect(view.outcome).toBe('with-problems');
  expect(view.problems).toMatchObject([{ item: 'model', code: 'internal/unexpected', nextAction: 'retry' }]);
  expect(view.problems[0]?.message).not.toContain('bad sector');
  expect(faults).toContain('effect writeModel: Error: a bad sector');
});

test('settles an effect whose answer the chart refuses, so that the flow ends', async () => {
  const { faults, start, rested } = await openEngine((deps) => ({
    ...deps,
    home: { ...deps.home, writeModel: async () => ({ ok: true, wrote: { 'config.yaml': 7 as never }, notices: [] }) },
  }));
  const view = toFlowView(await rested(await start(plan)));
  expect(view.problems).toMatchObject([{ item: 'model', code: 'internal/unexpected' }]);
  expect(faults.filter((fault) => fault.startsWith('answer to writeModel'))).toHaveLength(1);
});
