import { expect, test } from 'vitest';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import { accepted, codeOf, openEngine } from './engine.ts';

const HALF_AN_EMOJI = '\ud83d';

test('takes a plan and an edit with half an emoji in them', async () => {
  const { engine, rested } = await openEngine();
  const plan = planInputSchema.parse({ name: 'coder', description: HALF_AN_EMOJI, mcpServers: [{ name: 'gh' }] });
  const { id } = accepted(await engine.startFlow(plan));
  await rested(id);
  accepted(await engine.retry(id, { item: 'mcp:gh', edit: { name: 'gh', command: HALF_AN_EMOJI } }));
});

test('answers a repeated retry of all items from the log as it answered the first', async () => {
  const { engine, deps, rested, reopen } = await openEngine();
  const plan = planInputSchema.parse({ name: 'coder', mcpServers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
  const { id } = accepted(await engine.startFlow(plan, { key: 'start' }));
  await rested(id);
  const first = accepted(await engine.retry(id, { all: true }, { key: 'again' }));
  await rested(id);
  accepted(await engine.retry(id, { all: true }));
  await rested(id);
  const head = await deps.store.head();
  for (const each of [engine, reopen()]) {
    expect(accepted(await each.retry(id, { all: true }, { key: 'again' }))).toEqual(first);
    expect(accepted(await each.startFlow(plan, { key: 'start' })).version).toBe(1);
    expect(codeOf(await each.retry(id, { item: 'mcp:a' }, { key: 'again' }))).toBe('idempotency/key-reused');
  }
  expect(await deps.store.head()).toBe(head);
});
