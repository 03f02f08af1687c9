import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import * as f from './facts.ts';
import { foldFacts, owedBy, playOut, playUntil, toEvent } from './play.ts';

const failing =
  (...types: readonly Effect['type'][]) =>
  (effect: Effect) =>
    types.includes(effect.type) ? f.answersOf(effect).find(([fact]) => fact?.type.endsWith('failed')) : undefined;
const doneWith = (...types: readonly Effect['type'][]) =>
  playOut(foldFacts([f.started(f.fullPlan)]), failing(...types));
const takes = (flow: Flow, fact: Parameters<typeof toEvent>[1]) => canTake(flow, toEvent(flow, fact));
const itemOf = (flow: Flow, id: string) => flow.snapshot.context.items[id];
const planOf = (flow: Flow) => flow.snapshot.context.plan;

describe('retry of a done flow', () => {
  const done = doneWith('writeMcp');

  test('reopens it until completion is recorded again', () => {
    const again = foldFacts([f.retried('mcp:fs')], done);
    expect(again.snapshot.value).toBe('installing');
    expect(again.snapshot.context).toMatchObject({ outcome: null, endedAt: null });
    expect(owedBy(again)).toEqual(['writeMcp mcp:fs']);
    const closed = playOut(again);
    expect(closed.snapshot.value).toBe('done');
    expect(closed.snapshot.context).toMatchObject({ outcome: 'with-problems', endedAt: closed.at });
    expect(playOut(foldFacts([f.retried('mcp:web')], closed)).snapshot.context.outcome).toBe('complete');
  });

  test('moves only its own item, to its next attempt', () => {
    const again = foldFacts([f.retried('mcp:fs')], done);
    expect(itemOf(again, 'mcp:fs')).toMatchObject({
      state: 'running',
      attempt: 2,
      problem: null,
      endedAt: null,
      startedAt: again.at,
    });
    for (const item of Object.values(done.snapshot.context.items))
      if (item.id !== 'mcp:fs') expect(itemOf(again, item.id)).toBe(item);
  });

  test.each([0, 1, 3, -1])('is refused for attempt %i after the first', (attempt) => {
    expect(takes(done, f.retried('mcp:fs', attempt))).toBe(false);
  });

  test('is refused while the item is tried again, and for an answer of the attempt before', () => {
    const again = foldFacts([f.retried('mcp:fs')], done);
    expect(takes(again, f.retried('mcp:fs', 3))).toBe(false);
    expect(takes(again, f.writtenAs('mcp.written', { item: 'mcp:fs', attempt: 1 }))).toBe(false);
    expect(takes(again, f.writtenAs('mcp.written', { item: 'mcp:fs', attempt: 2 }))).toBe(true);
  });

  test.each(['identity', 'alias', 'model', 'install:a/b/c', 'mcp:none', '__proto__', 'constructor', ''])(
    'is refused for %j, which did not fail',
    (id) => {
      expect(takes(done, f.retried(id))).toBe(false);
    },
  );

  test('is refused for a skipped item', () => {
    const flow = playOut(foldFacts([f.started()]), (effect) =>
      effect.type === 'writeModel' ? [f.skippedAs('model.skipped', effect.params)] : undefined,
    );
    expect(takes(flow, f.retried('model'))).toBe(false);
  });

  test('takes the item through its whole life again, with a run of its own', () => {
    const failed = doneWith('awaitInstallEnd');
    const first = itemOf(failed, 'install:a/b/c')?.run;
    const again = foldFacts([f.retried('install:a/b/c')], failed);
    expect(itemOf(again, 'install:a/b/c')).toMatchObject({
      state: 'pending',
      attempt: 2,
      run: null,
      pid: null,
      startedAt: null,
    });
    const running = playUntil(again, 'awaitInstallEnd', 'install:a/b/c');
    expect(itemOf(running, 'install:a/b/c')).toMatchObject({ state: 'running', run: `${again.version}.0` });
    expect(itemOf(running, 'install:a/b/c')?.run).not.toBe(first);
  });

  test('drops the notices of its item and keeps the others', () => {
    const notices = [{ code: 'install/inactive' as const, message: 'It is not active.' }];
    const flow = playOut(foldFacts([f.started(f.fullPlan)]), (effect) => {
      if (effect.type === 'writeMcp')
        return [{ type: 'mcp.failed', data: { ...effect.params, problem: f.problem, notices } }];
      return undefined;
    });
    expect(foldFacts([f.retried('mcp:fs')], flow).snapshot.context.notices).toEqual([
      { item: 'mcp:web', ...notices[0] },
    ]);
  });

  test.each([
    ['writeEnv', 'env'],
    ['writeModel', 'model'],
    ['applySkills', 'skills'],
    ['spawnInstall', 'install:a/b/c'],
  ] as const)('asks for %s again for %s', (type, id) => {
    expect(owedBy(foldFacts([f.retried(id)], doneWith(type)))).toEqual([`${type} ${id}`]);
  });
});

describe('retry before completion is recorded', () => {
  test('withdraws the completion that was owed', () => {
    const settled = playUntil(foldFacts([f.started(f.fullPlan)]), 'completeFlow');
    expect(takes(settled, f.retried('mcp:fs'))).toBe(false);
    const failed = settledWith('writeMcp');
    expect(owedBy(failed)).toEqual(['completeFlow']);
    const again = foldFacts([f.retried('mcp:fs')], failed);
    expect(owedBy(again)).toEqual(['writeMcp mcp:fs']);
    expect(takes(again, { type: 'flow.completed', data: { outcome: 'with-problems' } })).toBe(false);
  });

  test('is legal while other installs run, and the flow completes once', () => {
    const running = playUntilInstalling('writeMcp');
    const again = foldFacts([f.retried('mcp:fs')], running);
    expect(owedBy(again)).toEqual([...owedBy(running), 'writeMcp mcp:fs']);
    expect(playOut(again).snapshot.value).toBe('done');
  });

  test('is refused before the installs have begun', () => {
    const flow = foldFacts([f.identityCreated({ item: 'identity', attempt: 1 })], foldFacts([f.started(f.fullPlan)]));
    const failed = foldFacts([f.failedAs('env.failed', { item: 'env', attempt: 1 })], flow);
    expect(takes(failed, f.retried('env'))).toBe(false);
  });

  const settledWith = (type: Effect['type']): Flow =>
    untilOwed(foldFacts([f.started(f.fullPlan)]), type, ['completeFlow']);
  const playUntilInstalling = (type: Effect['type']): Flow =>
    untilOwed(foldFacts([f.started(f.fullPlan)]), type, [
      'awaitInstallStart install:a/b/c',
      'awaitInstallStart install:file:///x',
    ]);
  const untilOwed = (flow: Flow, type: Effect['type'], owed: readonly string[]): Flow => {
    if (owedBy(flow).join() === owed.join()) return flow;
    const effect = [...flow.pending.values()][0];
    if (!effect) throw new Error('The flow came to rest.');
    return untilOwed(foldFacts(failing(type)(effect) ?? f.answersOf(effect)[0] ?? [], flow), type, owed);
  };
});

describe('retry of a flow without a way on', () => {
  test('is refused for a rejected, cancelled or discarded flow', () => {
    const rejected = foldFacts(
      [f.failedAs('identity.rejected', { item: 'identity', attempt: 1 })],
      foldFacts([f.started()]),
    );
    expect(takes(rejected, f.retried('identity'))).toBe(false);
    const cancelled = playOut(
      foldFacts([f.cancelRequested()], playUntil(foldFacts([f.started(f.fullPlan)]), 'awaitInstallEnd')),
    );
    expect(itemOf(cancelled, 'install:a/b/c')?.state).toBe('succeeded');
    for (const id of Object.keys(cancelled.snapshot.context.items)) expect(takes(cancelled, f.retried(id))).toBe(false);
    const discarded = foldFacts([f.discarded], doneWith('writeMcp'));
    expect(takes(discarded, f.retried('mcp:fs'))).toBe(false);
  });
});

describe('an edit', () => {
  const done = doneWith('writeMcp', 'writeModel', 'writeEnv', 'applySkills', 'spawnInstall');

  test('replaces the entry of its server and only that; the item keeps its id', () => {
    const edit = { name: ' other ', url: 'https://other.test' };
    const again = foldFacts([f.retried('mcp:fs', 2, edit)], done);
    expect(planOf(again)).toEqual({ ...planOf(done), mcpServers: [edit, planOf(done).mcpServers[1]] });
    expect(itemOf(again, 'mcp:fs')).toMatchObject({ id: 'mcp:fs', name: 'other', index: 0 });
  });

  test('replaces the identifier of a hub skill', () => {
    const again = foldFacts([f.retried('install:file:///x', 2, 'file:///y')], done);
    expect(planOf(again).hubSkills).toEqual(['a/b/c', 'file:///y']);
    expect(itemOf(again, 'install:file:///x')).toMatchObject({ name: 'file:///y', index: 1 });
  });

  test.each([
    ['model', { provider: 'p', model: 'm' }],
    ['env', { OTHER: { secret: 'env.OTHER' } }],
    ['skills', { mode: 'none', keep: [], optional: [] }],
  ])('replaces what the plan says about %s', (id, edit) => {
    expect(planOf(foldFacts([f.retried(id, 2, edit)], done))).toEqual({ ...planOf(done), [id]: edit });
  });

  test('renames a skill wherever the plan names it', () => {
    const plan = f.planOf({ skills: { mode: 'exactly', keep: ['one', 'z'], optional: ['one'] } });
    const failed = playOut(foldFacts([f.started(plan)]), (effect) =>
      effect.type === 'applySkills' ? [f.skillFailed('one'), f.applied(effect.params)] : undefined,
    );
    const again = foldFacts([f.retried('skill:one', 2, 'uno')], failed);
    expect(planOf(again)).toEqual({ ...plan, skills: { mode: 'exactly', keep: ['uno', 'z'], optional: ['uno'] } });
    expect(owedBy(again)).toEqual(['enableSkill skill:one']);
    const closed = playOut(again);
    expect(itemOf(closed, 'skill:one')).toMatchObject({ id: 'skill:one', name: 'uno', state: 'succeeded', attempt: 2 });
    expect(closed.snapshot.context.outcome).toBe('complete');
  });

  test.each([
    ['mcp:fs', { name: 3 }],
    ['mcp:fs', 'name'],
    ['mcp:fs', { name: 'a', bearerToken: 'in clear' }],
    ['mcp:fs', null],
    ['install:a/b/c', { id: 'x' }],
    ['model', { provider: 'p' }],
    ['model', null],
    ['env', { A: 'in clear' }],
    ['skills', { mode: 'some' }],
  ])('of %s that does not fit is refused: %j', (id, edit) => {
    expect(takes(done, f.retried(id, 2, edit))).toBe(false);
  });

  test('stays out of the earlier flow', () => {
    const before = structuredClone(planOf(done));
    fold(done, toEvent(done, f.retried('mcp:fs', 2, { name: 'changed' })));
    expect(planOf(done)).toEqual(before);
  });
});
