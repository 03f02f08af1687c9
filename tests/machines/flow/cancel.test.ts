import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import { canTake, type Flow } from '../../../src/machines/flow/fold.ts';
import * as f from './facts.ts';
import { foldFacts, owedBy, playOut, playUntil, toEvent } from './play.ts';

const a = 'install:a/b/c';
const x = 'install:file:///x';
const about = (item: string, attempt = 1) => ({ item, attempt });
const begun = foldFacts([f.started(f.fullPlan)]);
const at = (type: Effect['type'], item?: string) => playUntil(begun, type, item);
const cancelAt = (type: Effect['type'], item?: string) => foldFacts([f.cancelRequested()], at(type, item));
const takes = (flow: Flow, fact: Parameters<typeof toEvent>[1]) => canTake(flow, toEvent(flow, fact));
const statesOf = (flow: Flow) =>
  Object.fromEntries(Object.values(flow.snapshot.context.items).map(({ id, state }) => [id, state]));

describe('cancel of a flow', () => {
  test('waits for the answer of the directory, then of nothing else', () => {
    const asked = cancelAt('createIdentity');
    expect(asked.snapshot.value).toBe('identity');
    expect(owedBy(asked)).toEqual(['createIdentity identity']);
    const created = foldFacts([f.identityCreated(about('identity'))], asked);
    expect(owedBy(created)).toEqual(['cancelFlow']);
    const cancelled = playOut(created);
    expect(cancelled.snapshot.value).toBe('cancelled');
    expect(cancelled.snapshot.context).toMatchObject({ outcome: 'cancelled', endedAt: cancelled.at, path: '/p/coder' });
  });

  test('ends rejected when there is no directory to keep', () => {
    const flow = foldFacts([f.failedAs('identity.rejected', about('identity'))], cancelAt('createIdentity'));
    expect(flow.snapshot.value).toBe('rejected');
    expect(owedBy(flow)).toEqual([]);
  });

  test.each(['writeAlias', 'writeModel', 'writeMcp', 'applySkills'] as const)(
    'during %s lets what is being written finish',
    (type) => {
      const asked = cancelAt(type);
      expect(asked.snapshot.value).toBe(at(type).snapshot.value);
      expect(owedBy(asked)).toEqual(owedBy(at(type)));
      const cancelled = playOut(asked);
      expect(cancelled.snapshot.value).toBe('cancelled');
      expect(Object.values(statesOf(cancelled))).not.toContain('pending');
    },
  );

  test('says what was applied and cancels what was never asked for', () => {
    expect(statesOf(playOut(cancelAt('writeModel')))).toEqual({
      identity: 'succeeded',
      alias: 'succeeded',
      env: 'succeeded',
      model: 'succeeded',
      'mcp:fs': 'cancelled',
      'mcp:web': 'cancelled',
      skills: 'cancelled',
      [a]: 'cancelled',
      [x]: 'cancelled',
    });
  });

  test('while installs are being started stops each as soon as it has a run', () => {
    const asked = cancelAt('spawnInstall');
    expect(owedBy(asked)).toEqual([`spawnInstall ${a}`, `spawnInstall ${x}`]);
    const queued = foldFacts([f.queued(about(x))], asked);
    expect(owedBy(queued)).toEqual([`spawnInstall ${a}`, `stopInstall ${x}`]);
    expect([...queued.pending.values()].at(-1)?.params).toEqual({
      ...about(x),
      run: `${at('spawnInstall').version}.1`,
    });
    const both = foldFacts([f.failedAs('install.failed', about(a)), f.failedAs('install.cancelled', about(x))], queued);
    expect(owedBy(both)).toEqual(['cancelFlow']);
    expect(statesOf(playOut(both))).toMatchObject({ [a]: 'failed', [x]: 'cancelled' });
  });

  test('stops queued and running installs and stays until each is answered', () => {
    const asked = cancelAt('awaitInstallEnd', a);
    expect(asked.snapshot.value).toBe('installing');
    expect(owedBy(asked)).toEqual([`stopInstall ${a}`, `stopInstall ${x}`]);
    const one = foldFacts([f.failedAs('install.cancelled', about(x))], asked);
    expect(one.snapshot.value).toBe('installing');
    expect(owedBy(one)).toEqual([`stopInstall ${a}`]);
  });

  test('records an install that finished first as what it was', () => {
    const flow = foldFacts(
      [f.installed(about(a)), f.failedAs('install.timed-out', about(x))],
      cancelAt('awaitInstallEnd', a),
    );
    expect(statesOf(playOut(flow))).toMatchObject({ [a]: 'succeeded', [x]: 'timed-out' });
  });

  test('is refused the second time, and once completion or cancellation is owed', () => {
    expect(takes(cancelAt('awaitInstallEnd'), f.cancelRequested())).toBe(false);
    expect(takes(at('completeFlow'), f.cancelRequested())).toBe(false);
    expect(
      takes(foldFacts([f.identityCreated(about('identity'))], cancelAt('createIdentity')), f.cancelRequested()),
    ).toBe(false);
  });

  test('leaves no way for retries, single cancels or completion', () => {
    const failed = playUntil(foldFacts([f.failedAs('mcp.failed', about('mcp:fs'))], at('writeMcp')), 'awaitInstallEnd');
    const asked = foldFacts([f.cancelRequested()], failed);
    expect(takes(failed, f.retried('mcp:fs'))).toBe(true);
    expect(takes(asked, f.retried('mcp:fs'))).toBe(false);
    expect(takes(asked, f.cancelRequested(a))).toBe(false);
    expect(takes(asked, { type: 'flow.completed', data: { outcome: 'with-problems' } })).toBe(false);
  });

  test('cannot be recorded before everything is quiet', () => {
    expect(takes(cancelAt('awaitInstallEnd'), { type: 'flow.cancelled', data: { outcome: 'cancelled' } })).toBe(false);
    expect(takes(at('completeFlow'), { type: 'flow.cancelled', data: { outcome: 'cancelled' } })).toBe(false);
  });

  test('can be discarded afterwards; its end stays', () => {
    const cancelled = playOut(cancelAt('writeModel'));
    const gone = foldFacts([f.discarded], cancelled);
    expect(gone.snapshot.value).toBe('discarded');
    expect(gone.snapshot.context).toMatchObject({ outcome: 'discarded', endedAt: cancelled.at });
  });
});

describe('cancel of one install', () => {
  test('that was not asked for yet is answered without a run', () => {
    const asked = foldFacts([f.cancelRequested(a)], at('writeModel'));
    expect(owedBy(asked)).toEqual(['writeModel model']);
    const spawned = playUntil(asked, 'spawnInstall');
    expect(owedBy(spawned)).toEqual([`stopInstall ${a}`, `spawnInstall ${x}`]);
    expect([...spawned.pending.values()][0]?.params).toEqual({ ...about(a), run: null });
    const done = playOut(spawned);
    expect(statesOf(done)).toMatchObject({ [a]: 'cancelled', [x]: 'succeeded' });
    expect(done.snapshot.context.outcome).toBe('with-problems');
  });

  test('that is being started is stopped when its run is known', () => {
    const asked = foldFacts([f.cancelRequested(a)], at('spawnInstall'));
    const late = foldFacts([f.queued(about(a))], asked);
    expect(owedBy(late)).toEqual([`spawnInstall ${x}`, `stopInstall ${a}`]);
    expect(statesOf(late)[a]).toBe('queued');
  });

  test.each(['awaitInstallStart', 'awaitInstallEnd'] as const)('withdraws %s and asks for the kill', (type) => {
    const before = at(type, a);
    const asked = foldFacts([f.cancelRequested(a)], before);
    expect(owedBy(asked)).toEqual([...owedBy(before).filter((one) => one !== `${type} ${a}`), `stopInstall ${a}`]);
    expect(statesOf(asked)).toEqual(statesOf(before));
  });

  test('leaves the others running and the flow completes', () => {
    const flow = playOut(foldFacts([f.cancelRequested(x)], at('awaitInstallEnd', a)), (effect) =>
      effect.type === 'stopInstall' ? [f.failedAs('install.cancelled', about(x))] : undefined,
    );
    expect(flow.snapshot.value).toBe('done');
    expect(statesOf(flow)).toMatchObject({ [a]: 'succeeded', [x]: 'cancelled' });
  });

  test('can be followed by a cancel of the flow, which asks for no second kill', () => {
    const one = foldFacts([f.cancelRequested(a)], at('awaitInstallEnd', a));
    expect(owedBy(foldFacts([f.cancelRequested()], one))).toEqual([`stopInstall ${a}`, `stopInstall ${x}`]);
    const early = foldFacts([f.cancelRequested(a), f.cancelRequested()], at('writeModel'));
    expect(statesOf(playOut(early))[a]).toBe('cancelled');
  });

  test('is refused twice, for settled installs and for what is no install', () => {
    expect(takes(foldFacts([f.cancelRequested(a)], at('awaitInstallEnd', a)), f.cancelRequested(a))).toBe(false);
    expect(takes(foldFacts([f.installed(about(a))], at('awaitInstallEnd', a)), f.cancelRequested(a))).toBe(false);
    for (const id of ['mcp:web', 'skills', 'identity', 'install:none', '__proto__', 'constructor', ''])
      expect(takes(at('writeMcp'), f.cancelRequested(id))).toBe(false);
  });

  test('can be retried, and the new attempt is not stopped', () => {
    const stopped = foldFacts(
      [f.failedAs('install.cancelled', about(a))],
      foldFacts([f.cancelRequested(a)], at('awaitInstallEnd', a)),
    );
    const again = playUntil(foldFacts([f.retried(a)], stopped), 'awaitInstallStart', a);
    expect(again.snapshot.context.items[a]).toMatchObject({ state: 'queued', attempt: 2, stopping: false });
  });

  test('of a second attempt that is being started is a kill too', () => {
    const stopped = foldFacts(
      [f.failedAs('install.cancelled', about(a))],
      foldFacts([f.cancelRequested(a)], at('awaitInstallEnd', a)),
    );
    const twice = foldFacts([f.retried(a), f.cancelRequested(a), f.queued(about(a, 2))], stopped);
    expect(owedBy(twice)).toContain(`stopInstall ${a}`);
  });
});

describe('discard', () => {
  test('is taken from done and cancelled only', () => {
    for (const flow of [begun, at('writeModel'), at('awaitInstallEnd'), at('completeFlow')])
      expect(takes(flow, f.discarded)).toBe(false);
    const done = playOut(begun);
    expect(takes(done, f.discarded)).toBe(true);
    expect(takes(foldFacts([f.discarded], done), f.discarded)).toBe(false);
  });
});
