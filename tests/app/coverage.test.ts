import { expect, test } from 'vitest';
import { createEngine } from '../../src/app/create-engine.ts';
import type { Deps } from '../../src/app/deps.ts';
import { facts } from '../cli/recorded-flow.ts';
import { openEngine } from './engine.ts';
import { keepFlows, keepUnreadable } from './kept-flows.ts';

const CURRENT = 'profile-create@1';
const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `flw_${prefix}${index}`);

const openCounted = async () => {
  const read: number[] = [];
  const opened = await openEngine((deps) => ({
    ...deps,
    store: {
      ...deps.store,
      readAll: (after, limit) => {
        read.push(after);
        return deps.store.readAll(after, limit);
      },
    },
  }));
  return { ...opened, read };
};

test('everything recorded is counted once, page by page, and only what is new is read again', async () => {
  const { engine, deps, read } = await openCounted();
  await keepFlows(deps.store, many(150, 'a'));
  expect(await engine.coverage(CURRENT)).toMatchObject({ flows: 150 });
  expect(read.length).toBe(Math.ceil((150 * facts.length) / 500) + 1);
  await keepFlows(deps.store, many(10, 'b'));
  read.length = 0;
  const [one, other] = await Promise.all([engine.coverage(CURRENT), engine.coverage(CURRENT)]);
  expect([one?.flows, other?.flows]).toEqual([160, 160]);
  expect(Math.min(...read)).toBe(150 * facts.length);
  const done = one?.states.find(({ id }) => id === 'done');
  const spawned = one?.ways.find(({ edge }) => edge === 'spawned->installing');
  expect([done?.visits, spawned?.taken]).toEqual([160, 160]);
});

test('what was counted outlives a restart, and is counted anew when it is lost, torn or of another log', async () => {
  const { deps, read } = await openCounted();
  await keepFlows(deps.store, many(3, 'a'));
  const ask = async (about: Partial<Deps> = {}) => {
    read.length = 0;
    const engine = createEngine({ ...deps, ...about });
    const coverage = await engine.coverage(CURRENT);
    await engine.close();
    return { flows: coverage?.flows, from: read[0] };
  };
  expect(await ask()).toEqual({ flows: 3, from: 0 });
  const kept = await deps.coverage.read();
  expect(await ask()).toEqual({ flows: 3, from: 3 * facts.length });
  for (const text of ['{"torn', '{}', (kept ?? '').replace(/"position":\d+/, '"position":99999')]) {
    await deps.coverage.write(text);
    expect(await ask()).toEqual({ flows: 3, from: 0 });
  }
});

test('a flow is counted as far as it can be read, and what cannot be kept is told', async () => {
  const { engine, deps, faults } = await openEngine((plain) => ({
    ...plain,
    coverage: { ...plain.coverage, write: () => Promise.reject(new Error('disk full')) },
  }));
  await keepUnreadable(deps.store, 'flw_new');
  await keepFlows(deps.store, ['flw_old']);
  expect(await engine.coverage(CURRENT)).toMatchObject({ flows: 2 });
  expect(await engine.coverage('profile-create@0')).toBeNull();
  expect(faults).toContain('keeping what was counted of the log: Error: disk full');
});
