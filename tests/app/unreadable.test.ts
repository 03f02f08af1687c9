import { expect, test } from 'vitest';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import { facts } from '../cli/recorded-flow.ts';
import { openEngine } from './engine.ts';
import { keepFlows, keepUnreadable } from './kept-flows.ts';

const unreadable = { code: 'flow/unreadable' };
const soon = () => AbortSignal.timeout(5000);

test('a flow that cannot be folded is told apart from a missing one, whatever is asked of it', async () => {
  const { engine, deps } = await openEngine();
  await keepUnreadable(deps.store, 'flw_new');
  expect(await engine.flow('flw_missing')).toBeNull();
  await expect(engine.flow('flw_new')).rejects.toMatchObject(unreadable);
  await expect(engine.flow('flw_new', 2)).rejects.toMatchObject(unreadable);
  await expect(engine.retry('flw_new', { all: true })).rejects.toMatchObject(unreadable);
  await expect(engine.when('flw_new', () => true, soon())).rejects.toMatchObject(unreadable);
  expect(await engine.records('flw_new', 0)).toHaveLength(2);
});

test('a flow that cannot be folded keeps its secrets over a restart and hides no other flow', async () => {
  const { engine, deps, faults, sealed } = await openEngine();
  await keepUnreadable(deps.store, 'flw_new');
  await keepFlows(deps.store, ['flw_old']);
  await deps.vault.seal('flw_new', { 'env.KEY': 'kept' });
  await deps.vault.seal('flw_old', { 'env.KEY': 'left by a crash' });
  await deps.vault.seal('flw_never', { 'env.KEY': 'left by a crash' });
  expect(await engine.resume()).toEqual({ resumed: 0 });
  expect(await sealed()).toEqual(['flw_new.sealed']);
  expect(engine.list({ limit: 10 }).flows.map(({ id }) => id)).toEqual(['flw_old']);
  expect(await engine.feed.readAll(0)).toHaveLength(facts.length);
  expect(faults).toContainEqual(expect.stringContaining('reading flw_new'));
});

test('a key whose flow cannot be folded starts no second one and leaves its secrets alone', async () => {
  const { engine, deps, sealed } = await openEngine();
  const id = `flw_${deps.vault.digest('key:once').slice(0, 26)}`;
  await keepUnreadable(deps.store, id);
  await deps.vault.seal(id, { 'env.KEY': 'kept' });
  const plan = planInputSchema.parse({ name: 'coder', env: { KEY: 'again' } });
  await expect(engine.startFlow(plan, { key: 'once' })).rejects.toMatchObject(unreadable);
  expect(await sealed()).toEqual([`${id}.sealed`]);
});
