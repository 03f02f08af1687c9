import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/machines/flow/events.ts';
import { isSettled } from '../../../src/machines/flow/item.ts';
import * as f from './facts.ts';
import { given } from './given.ts';
import { foldFacts, inWords, owedBy, playOut, playUntil, toEvent } from './play.ts';
import { canTake } from '../../../src/machines/flow/fold.ts';

const start = (part: Record<string, unknown> = {}) => f.started(f.planOf(part));
const about = (item: string, attempt = 1) => ({ item, attempt });
const identity = f.identityCreated(about('identity'));
const alias = f.skippedAs('alias.skipped', about('alias'));
const model = f.skippedAs('model.skipped', about('model'));
const skills = f.applied(about('skills'));
const steps = [identity, alias, model, skills] as const;
const completed: Fact = { type: 'flow.completed', data: { outcome: 'complete' } };

describe('a flow on its way', () => {
  test('asks for the directory before anything else', () => {
    expect(owedBy(given(f.started(f.fullPlan)).flow)).toEqual(['createIdentity identity']);
  });

  test('asks for alias and environment once the directory exists', () => {
    given(f.started(f.fullPlan))
      .when(identity)
      .leadsTo({ state: 'identity', asks: ['writeAlias alias', 'writeEnv env'] });
  });

  test('ends without a profile when the directory cannot be made', () => {
    const rejected = given(start()).when(f.failedAs('identity.rejected', about('identity')));
    rejected.leadsTo({ state: 'rejected', asks: [], owes: [] });
    expect(rejected.flow.snapshot.context).toMatchObject({ outcome: 'rejected', path: null });
    const states = Object.values(rejected.flow.snapshot.context.items).map(({ state }) => state);
    expect(states).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
  });

  test('passes through states that have nothing to do', () => {
    given(start(), identity, alias)
      .when(model)
      .leadsTo({ state: 'skills', asks: ['applySkills skills'] });
  });

  test('starts an install for each hub skill at once and passes on when each has answered', () => {
    const plan = start({ hubSkills: ['a', 'b'] });
    given(plan, identity, alias, model)
      .when(skills)
      .leadsTo({ state: 'spawned', asks: ['spawnInstall install:a', 'spawnInstall install:b'] });
    given(plan, ...steps)
      .when(f.queued(about('install:b')))
      .leadsTo({ state: 'spawned', asks: ['awaitInstallStart install:b'] });
    given(plan, ...steps, f.queued(about('install:b')))
      .when(f.failedAs('install.failed', about('install:a')))
      .leadsTo({ state: 'installing', owes: ['awaitInstallStart install:b'] });
  });

  test.each([0, 40])('ends with %i servers and as many hub skills', (count) => {
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const flow = playOut(foldFacts([start({ mcpServers: names.map((name) => ({ name })), hubSkills: names })]));
    expect(flow.snapshot.value).toBe('done');
    expect(flow.snapshot.context.outcome).toBe('complete');
    expect(Object.values(flow.snapshot.context.items)).toHaveLength(4 + 2 * count);
  });

  test('goes on with the other servers when one fails', () => {
    const plan = start({ mcpServers: [{ name: 'a' }, { name: 'b' }] });
    given(plan, identity, alias, model)
      .when(f.failedAs('mcp.failed', about('mcp:a')))
      .leadsTo({ state: 'mcp', owes: ['writeMcp mcp:b'] });
  });
});

describe('completion', () => {
  test('is owed once everything is settled and shows no outcome before it is recorded', () => {
    const settled = given(start(), identity, alias, model).when(skills);
    settled.leadsTo({ state: 'installing', asks: ['completeFlow'], owes: ['completeFlow'] });
    expect(settled.flow.snapshot.context).toMatchObject({ outcome: null, endedAt: null });
    expect(Object.values(settled.flow.snapshot.context.items).every(isSettled)).toBe(true);
  });

  test('moves the flow to done with its outcome and end', () => {
    const done = given(start(), ...steps)
      .when(completed)
      .leadsTo({ state: 'done', asks: [], owes: [] });
    expect(done.flow.snapshot.context).toMatchObject({ outcome: 'complete', endedAt: done.flow.at });
  });

  test('is refused while something is still to be done', () => {
    given(start(), identity, alias).when(completed).isRefused();
    const installing = playUntil(foldFacts([start({ hubSkills: ['a'] })]), 'awaitInstallEnd');
    expect(canTake(installing, toEvent(installing, completed))).toBe(false);
  });

  test('is refused with another outcome than the items have', () => {
    given(start(), ...steps)
      .when({ type: 'flow.completed', data: { outcome: 'with-problems' } })
      .isRefused();
  });

  test.each([
    'model.failed',
    'mcp.failed',
    'skills.failed',
    'install.failed',
    'install.timed-out',
    'install.cancelled',
  ] as const)('is with problems after %s', (type) => {
    const flow = playOut(foldFacts([f.started(f.fullPlan)]), (effect) =>
      f.answersOf(effect).find((facts) => facts[0]?.type === type),
    );
    expect(flow.snapshot.context.outcome).toBe('with-problems');
  });

  test('is complete when parts were skipped or came with notices', () => {
    const notices = [{ code: 'alias/name-taken' as const, message: 'The name is taken.' }];
    const flow = playOut(foldFacts([start()]), (effect) =>
      effect.type === 'writeAlias' ? [{ type: 'alias.skipped', data: { ...effect.params, notices } }] : undefined,
    );
    expect(flow.snapshot.context).toMatchObject({ outcome: 'complete', notices: [{ item: 'alias', ...notices[0] }] });
  });
});

describe('skills that fail by themselves', () => {
  const asked = [start({ skills: { keep: ['one', 'two'] } }), identity, alias, model] as const;

  test('become items of their own and leave the skills owed', () => {
    const one = given(...asked)
      .when(f.skillFailed('one'))
      .leadsTo({ state: 'skills', asks: [], owes: ['applySkills skills'] });
    expect(one.flow.snapshot.context.items['skill:one']).toMatchObject({
      state: 'failed',
      attempt: 1,
      problem: f.problem,
    });
  });

  test('make the outcome with-problems although the skills were applied', () => {
    const flow = playOut(foldFacts([...asked, f.skillFailed('one'), f.skillFailed('two'), skills]));
    expect(flow.snapshot.context.outcome).toBe('with-problems');
    expect(flow.snapshot.context.items.skills?.state).toBe('succeeded');
  });

  test.each([
    ['fail twice', f.skillFailed('one')],
    ['are called otherwise than their item', f.skillFailed('two', about('skill:three'))],
    ['pose as another item', f.skillFailed('two', about('model'))],
    ['pose as the step itself', f.skillFailed('two', about('skills'))],
    ['claim a later attempt', f.skillFailed('two', about('skill:two', 2))],
    ['are called like a part of JavaScript', f.skillFailed('x', about('__proto__'))],
  ])('are refused when they %s', (_, fact) => {
    given(...asked, f.skillFailed('one'))
      .when(fact)
      .isRefused();
  });

  test('are refused once the skills are applied', () => {
    const flow = playUntil(foldFacts([start({ hubSkills: ['a'] })]), 'awaitInstallEnd');
    expect(canTake(flow, toEvent(flow, f.skillFailed('late')))).toBe(false);
  });
});

describe('effects', () => {
  test('are keyed by the version that asked and their place in it', () => {
    const flow = playUntil(foldFacts([start({ mcpServers: [{ name: 'a' }, { name: 'b' }] })]), 'writeMcp');
    expect([...flow.pending].map(([key, effect]) => [key, effect.key, inWords(effect)])).toEqual([
      ['4.0', '4.0', 'writeMcp mcp:a'],
      ['4.1', '4.1', 'writeMcp mcp:b'],
    ]);
  });

  test('keep their key while others are answered', () => {
    const flow = playUntil(foldFacts([start({ mcpServers: [{ name: 'a' }, { name: 'b' }] })]), 'writeMcp');
    const after = foldFacts([f.writtenAs('mcp.written', about('mcp:a'))], flow);
    expect([...after.pending.keys()]).toEqual(['4.1']);
  });

  test('number only what is asked for, not what is taken back', () => {
    const flow = playUntil(foldFacts([start({ hubSkills: ['a'] })]), 'awaitInstallEnd');
    expect([...foldFacts([f.cancelRequested()], flow).pending.keys()]).toEqual([`${flow.version + 1}.0`]);
  });

  test('that are no longer owed tell a late answer', () => {
    const flow = playUntil(foldFacts([start({ hubSkills: ['a'] })]), 'awaitInstallEnd');
    const key = [...flow.pending.keys()][0] ?? '';
    const stopping = foldFacts([f.cancelRequested('install:a')], flow);
    expect(flow.pending.has(key)).toBe(true);
    expect(stopping.pending.has(key)).toBe(false);
  });
});
