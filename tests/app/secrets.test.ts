import { expect, test } from 'vitest';
import { accepted, openEngine } from './engine.ts';

const broken = { name: 'gh', env: { TOKEN: 'kept' } };

test('forgets the secrets of a flow whose identity failed by a fault of our own', async () => {
  const { start, rested, sealed } = await openEngine((deps) => ({
    ...deps,
    home: { ...deps.home, createIdentity: () => Promise.reject(new Error('a fault')) },
  }));
  const id = await start({ name: 'coder', mcpServers: [broken] });
  expect((await rested(id)).snapshot.value).toBe('rejected');
  expect(await sealed()).toEqual([]);
});

test('keeps the secret of an edit that comes while the flow is about to close', async () => {
  const closing = Promise.withResolvers<void>();
  const resealed = Promise.withResolvers<void>();
  const { engine, start, rested } = await openEngine((deps) => ({
    ...deps,
    vault: {
      ...deps.vault,
      seal: async (flow, secrets) => {
        await deps.vault.seal(flow, secrets);
        if (Object.values(secrets).includes('new')) resealed.resolve();
      },
      destroy: async (flow) => {
        closing.resolve();
        await Promise.race([resealed.promise, deps.clock.sleep(300, AbortSignal.timeout(10_000))]);
        await deps.vault.destroy(flow);
      },
    },
  }));
  const id = await start({ name: 'coder', mcpServers: [broken] });
  await closing.promise;
  accepted(await engine.retry(id, { item: 'mcp:gh', edit: { name: 'gh', command: 'npx', env: { TOKEN: 'new' } } }));
  expect((await rested(id)).snapshot.context.outcome).toBe('complete');
});
