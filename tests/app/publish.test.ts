import { expect, test } from 'vitest';
import { openEngine } from './engine.ts';

const plan = { name: 'coder' };

test('goes on while the list of flows cannot be written, and lists them once it can', async () => {
  let isFull = true;
  const { engine, faults, start, rested } = await openEngine((deps) => ({
    ...deps,
    list: {
      ...deps.list,
      put: (rows, position) => {
        if (isFull) throw new Error('disk full');
        deps.list.put(rows, position);
      },
    },
  }));
  const id = await start(plan);
  await rested(id);
  await expect.poll(() => faults).toContain('writing the list of flows: Error: disk full');
  isFull = false;
  expect(engine.list({ limit: 10 }).flows).toMatchObject([{ id, outcome: 'complete' }]);
});

test('goes on when somebody who listens fails', async () => {
  const { engine, faults, start, rested } = await openEngine();
  engine.feed.onTransitions(() => {
    throw new Error('a broken listener');
  });
  const seen: number[] = [];
  engine.feed.onTransitions((transitions) => seen.push(...transitions.map(({ version }) => version)));
  const { version } = await rested(await start(plan));
  expect(seen).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  expect(faults).toContain('telling a listener: Error: a broken listener');
});

test('does nothing twice, however quickly it is answered', async () => {
  const asked: string[] = [];
  const { start, rested } = await openEngine((deps) => ({
    ...deps,
    vault: { ...deps.vault, open: async () => ({}) },
    home: {
      ...deps.home,
      writeMcp: async (_, { name }) => {
        asked.push(name);
        return { ok: true, wrote: {}, notices: [] };
      },
    },
  }));
  const names = ['a', 'b', 'c'];
  await rested(await start({ ...plan, mcpServers: names.map((name) => ({ name, command: 'x' })) }));
  expect(asked.toSorted()).toEqual(names);
});
