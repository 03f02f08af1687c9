import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../src/app/engine.ts';
import { isRefused } from '../../src/app/refusal.ts';
import type { ActionRequest } from '../../src/machines/action.ts';
import type { Flow } from '../../src/machines/flow/fold.ts';
import { codeOf, openEngine } from './engine.ts';

/** Notes that it begins, waits until its file is there, and notes that it ends. */
const scripts = (base: string) => {
  const log = join(base, 'log');
  return {
    script: (name: string) =>
      `echo "begin ${name}" >>${log}; until [ -e ${base}/let-${name} ]; do sleep 0.02; done; echo "end ${name}" >>${log}`,
    finish: async (name: string) => await writeFile(join(base, `let-${name}`), ''),
    noted: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  };
};

const install = (identifier: string): ActionRequest => ({ verb: 'skills-install', identifier });

const start = async (engine: Engine, name: string, request: ActionRequest, profile = 'coder'): Promise<number> => {
  const started = await engine.startAction({ name, profile, request });
  if (isRefused(started)) throw new Error(started.refusal.message);
  return started.pid;
};

const ended = async (engine: Engine, name: string) => {
  await expect.poll(async () => (await engine.action(name, 200))?.isRunning, { timeout: 10_000 }).toBe(false);
  return await engine.action(name, 200);
};

test('works in a profile after what works there already, actions and installs of flows alike', async () => {
  const { engine, base, start: startFlow, rested } = await openEngine();
  const { script, finish, noted } = scripts(base);
  const first = await startFlow({ name: 'coder', hubSkills: [script('flow')] });
  await expect.poll(noted).toEqual(['begin flow']);
  await start(engine, 'one', install(script('one')));
  await start(engine, 'two', install(script('two')));
  await start(engine, 'beside', install(script('beside')), 'other');
  await expect.poll(noted).toEqual(['begin flow', 'begin beside']);
  expect(await engine.action('one', 9)).toMatchObject({ isRunning: true, exitCode: null });
  for (const name of ['flow', 'one', 'two', 'beside']) await finish(name);
  await rested(first);
  await ended(engine, 'two');
  await ended(engine, 'beside');
  expect((await noted()).filter((line) => !line.endsWith('beside'))).toEqual([
    ...['begin flow', 'end flow', 'begin one', 'end one', 'begin two', 'end two'],
  ]);
});

test('an install that is tried again waits for the action that is under way', async () => {
  const { engine, base, start: startFlow, rested } = await openEngine();
  const { script, finish, noted } = scripts(base);
  const identifier = `[ -e ${base}/second ] || exit 1; ${script('again')}`;
  const id = await startFlow({ name: 'coder', hubSkills: [identifier] });
  await rested(id);
  await writeFile(join(base, 'second'), '');
  await start(engine, 'one', install(script('one')));
  await expect.poll(noted).toEqual(['begin one']);
  await engine.retry(id, { all: true });
  const isQueued = ({ snapshot }: Flow) => snapshot.context.items[`install:${identifier}`]?.state === 'queued';
  await engine.when(id, isQueued, AbortSignal.timeout(9000));
  await finish('again');
  await finish('one');
  await rested(id);
  expect(await noted()).toEqual(['begin one', 'end one', 'begin again', 'end again']);
});

test('the same action asked for twice is done once while it runs, and again afterwards', async () => {
  const { engine, base } = await openEngine();
  const { script, finish, noted } = scripts(base);
  const request = install(script('one'));
  const pids = await Promise.all([1, 2, 3].map(async () => await start(engine, 'one', request)));
  expect(new Set(pids).size).toBe(1);
  await finish('one');
  expect(await ended(engine, 'one')).toMatchObject({ exitCode: 0, pid: pids[0] });
  expect(await start(engine, 'one', request)).not.toBe(pids[0]);
  await ended(engine, 'one');
  expect(await noted()).toEqual(['begin one', 'end one', 'begin one', 'end one']);
});

test('how an action stands outlives the server', async () => {
  const { engine, base, reopen } = await openEngine();
  const { script, finish } = scripts(base);
  const pid = await start(engine, 'one', install(`echo before; ${script('one')}; echo after; exit 3`));
  expect(await engine.actionIn('coder')).toBe('one');
  await engine.close();
  const second = reopen();
  expect(await second.action('one', 200)).toMatchObject({ isRunning: true, pid });
  expect(await second.actionIn('coder')).toBe('one');
  await finish('one');
  expect(await ended(second, 'one')).toEqual({ isRunning: false, exitCode: 3, pid, lines: ['before', 'after'] });
  await second.close();
  expect(await reopen().action('one', 1)).toEqual({ isRunning: false, exitCode: 3, pid, lines: ['after'] });
  expect(await second.actionIn('coder')).toBeNull();
  expect(await second.action('nothing', 200)).toBeNull();
});

test('shows the end of what was printed, tokens masked', async () => {
  const { engine } = await openEngine();
  await start(engine, 'much', install('seq 1 60000; printf "ghp_%s\\r\\nlast" 0123456789abcdefABCD'));
  const much = await ended(engine, 'much');
  expect(much?.lines.slice(-3)).toEqual(['60000', '************************', 'last']);
  const all = (await engine.action('much', 100_000))?.lines ?? [];
  expect(all.length).toBeGreaterThan(10_000);
  expect(all[0]).toMatch(/^\d{5}$/);
});

test('tells the signal that ended it, and that nobody knows how it ended', async () => {
  const { engine, deps, base } = await openEngine();
  await start(engine, 'killed', install('kill -9 $$'));
  expect(await ended(engine, 'killed')).toMatchObject({ exitCode: -9 });
  const runner = await start(engine, 'lost', install(scripts(base).script('lost')));
  process.kill(runner, 'SIGKILL');
  expect(await ended(engine, 'lost')).toMatchObject({
    exitCode: null,
    lines: [expect.stringMatching(/ended from outside/)],
  });
  await deps.runner.stop({ flow: 'actions', key: 'lost.coder.2' });
});

test('keeps the newest run of an action and the last that went well', async () => {
  const { engine, deps, base } = await openEngine();
  const fails = join(base, 'fails');
  const request = install(`[ ! -e ${fails} ]`);
  for (const isGood of [true, true, false, false, false]) {
    await (isGood ? rm(fails, { force: true }) : writeFile(fails, ''));
    await start(engine, 'one', request);
    await ended(engine, 'one');
  }
  expect((await deps.runner.list('actions')).toSorted()).toEqual(['one.coder.2', 'one.coder.5']);
});

test('an uninstall is told what installs of flows and actions left under that name', async () => {
  const {
    engine,
    start: startFlow,
    rested,
  } = await openEngine((deps) => ({
    ...deps,
    installers: {
      for: (identifier) => {
        const chosen = deps.installers.for(identifier);
        if (!chosen.ok) return chosen;
        const proved = { ok: true, name: 'acted', path: 'skills/from-flow', notices: [] } as const;
        const prove = async () => ({ ...proved, wrote: { 'skills/from-flow/': 'digest-of-the-flow' } });
        return { ok: true, installer: { ...chosen.installer, prove } };
      },
    },
  }));
  await rested(await startFlow({ name: 'coder', hubSkills: ['true'] }));
  await start(engine, 'good', install('true'));
  await start(engine, 'bad', install('false'));
  await start(engine, 'elsewhere', install('true'), 'other');
  for (const name of ['good', 'bad', 'elsewhere']) await ended(engine, name);
  const paths = async (name: string) => {
    await start(engine, `un-${name}`, { verb: 'skills-uninstall', name, receipts: [] });
    const status = await ended(engine, `un-${name}`);
    return (status?.lines.join('') ?? '').match(/skills\/[a-z-]+/g);
  };
  expect(await paths('acted')).toEqual(['skills/from-flow', 'skills/acted']);
  expect(await paths('from-flow')).toEqual(['skills/from-flow']);
  expect(await paths('other')).toBeNull();
});

test('a profile is not discarded while an action is under way in it', async () => {
  const { engine, base, start: startFlow, rested } = await openEngine();
  const { script, finish } = scripts(base);
  const id = await startFlow({ name: 'coder' });
  await rested(id);
  await start(engine, 'one', install(script('one')));
  expect(codeOf(await engine.discard(id, { confirm: 'coder' }))).toBe('profile/in-progress');
  await finish('one');
  await ended(engine, 'one');
  expect(codeOf(await engine.discard(id, { confirm: 'coder' }))).toBeNull();
});

test('what cannot be done starts nothing', async () => {
  const { engine, deps } = await openEngine((all) => ({
    ...all,
    actionJobs: {
      ...all.actionJobs,
      check: () => ({ ok: false, code: 'install/needs-hermes', message: 'There is no Hermes.' }),
    },
  }));
  const answer = await engine.startAction({ name: 'one', profile: 'coder', request: { verb: 'skills-update' } });
  expect(isRefused(answer) && answer.refusal.code).toBe('install/needs-hermes');
  expect(await deps.runner.list('actions')).toEqual([]);
});
