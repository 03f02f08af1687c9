import { expect, test } from 'vitest';
import type { EventStore } from '../../src/machines/ports/event-store.ts';
import { facts } from '../cli/recorded-flow.ts';
import { accepted, openEngine } from './engine.ts';
import { keepFlows } from './kept-flows.ts';

const broken = { name: 'coder', mcpServers: [{ name: 'gh' }] };

const gateAppends = (store: EventStore) => {
  let gate: PromiseWithResolvers<void> | null = null;
  const appended: (() => void)[] = [];
  return {
    store: {
      ...store,
      append: async (appends) => {
        const result = await store.append(appends);
        for (const tell of appended.splice(0)) tell();
        await gate?.promise;
        return result;
      },
    } satisfies EventStore,
    close: () => {
      gate = Promise.withResolvers();
      return new Promise<void>((resolve) => appended.push(resolve));
    },
    open: () => gate?.resolve(),
  };
};

test('has every transition of a flow that was moved while many others were read', async () => {
  let gate: ReturnType<typeof gateAppends> | undefined;
  const { engine, deps, start, rested } = await openEngine((plain) => {
    gate = gateAppends(plain.store);
    return { ...plain, store: gate.store };
  });
  const others = Array.from({ length: 250 }, (_, index) => `flw_other${index}`);
  await keepFlows(deps.store, others);
  const id = await start(broken);
  await rested(id);
  const recorded = gate?.close();
  const retrying = engine.retry(id, { item: 'mcp:gh' });
  await recorded;
  for (const other of others) await engine.flow(other);
  gate?.open();
  const { version } = accepted(await retrying);
  const transitions = await engine.feed.read(id, 0);
  expect(transitions.slice(0, version).map((transition) => transition.version)).toEqual(
    Array.from({ length: version }, (_, index) => index + 1),
  );
});

test('lets no record overtake one that is not published yet', async () => {
  let gate: ReturnType<typeof gateAppends> | undefined;
  const { engine, deps, start, rested } = await openEngine((plain) => {
    gate = gateAppends(plain.store);
    return { ...plain, store: gate.store };
  });
  const id = await start(broken);
  const { version } = await rested(id);
  const before = await engine.feed.head();
  const recorded = gate?.close();
  const retrying = engine.retry(id, { item: 'mcp:gh' });
  await recorded;
  const later = keepFlows(deps.store, ['flw_later']);
  await expect.poll(() => deps.store.head()).toBeGreaterThan(before + 2);
  expect(await engine.feed.readAll(before)).toEqual([]);
  gate?.open();
  await Promise.all([retrying, later]);
  const [next] = await engine.feed.readAll(before);
  expect(next).toMatchObject({ flow: id, version: version + 1 });
});

test('reads each flow of a page once', async () => {
  const asked: string[] = [];
  const { engine, deps } = await openEngine((plain) => ({
    ...plain,
    store: {
      ...plain.store,
      readStream: async (...about) => {
        asked.push(about[0]);
        return plain.store.readStream(...about);
      },
    },
  }));
  await keepFlows(deps.store, ['flw_a', 'flw_b']);
  expect(await engine.feed.readAll(0)).toHaveLength(2 * facts.length);
  expect(asked.filter((stream) => stream.startsWith('flow-')).toSorted()).toEqual(['flow-flw_a', 'flow-flw_b']);
});
