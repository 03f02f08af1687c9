import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fresh, listTree, openTempHome } from './temp-home.ts';

const script = join(import.meta.dirname, '../../fixtures/create-profile.ts');
const clone = { from: 'default', mode: 'config', credentials: 'all' } as const;
const soul = 'a soul';
const KILLS = 20;

const openSource = async () => {
  const temp = await openTempHome();
  for (let index = 0; index < 60; index += 1) {
    await mkdir(join(temp.root, 'skills', `s${index}`), { recursive: true });
    await writeFile(join(temp.root, 'skills', `s${index}`, 'SKILL.md'), `skill ${index}`);
  }
  return temp;
};

const killAfter = async (request: object, delayMs: number) => {
  const child = spawn(process.execPath, [script, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  await once(child.stdout, 'data');
  const begun = performance.now();
  const timer = wait(delayMs, 'kill');
  if ((await Promise.race([timer, gone])) === 'kill') child.kill('SIGKILL');
  const [, signal] = await gone;
  return { tookMs: performance.now() - begun, killed: signal === 'SIGKILL' };
};

it('a create killed at any moment is finished by asking again, once and whole', { timeout: 120_000 }, async () => {
  const { home, root, base, settings } = await openSource();
  const { dataDir } = settings;
  const request = { root, dataDir, clone, soul };
  const { tookMs } = await killAfter({ ...request, flow: 'flw_ref', profile: 'ref' }, 60_000);
  const whole = await listTree(join(root, 'profiles', 'ref'));
  expect(whole.length).toBeGreaterThan(120);
  const turns: number[] = [];
  let killed = 0;
  let half = 0;
  for (let turn = 0; killed < KILLS && turn < 4 * KILLS; turn += 1) {
    turns.push(turn);
    const ref = { flow: `flw_${turn}`, profile: `p${turn}` };
    const end = await killAfter({ ...request, ...ref }, Math.random() * tookMs * 0.6);
    killed += end.killed ? 1 : 0;
    half += (await readdir(join(root, 'profiles'))).includes(`.staged-${ref.flow}`) ? 1 : 0;
    const answer = await home.createIdentity(ref, { ...fresh, clone, soul });
    expect(answer).toMatchObject({ ok: true });
    expect(await home.createIdentity(ref, { ...fresh, clone, soul })).toEqual(answer);
    expect(await listTree(join(root, 'profiles', ref.profile))).toEqual(whole);
  }
  expect(killed).toBe(KILLS);
  expect(half).toBeGreaterThan(0);
  const names = turns.map((turn) => `p${turn}`);
  expect((await readdir(join(root, 'profiles'))).toSorted()).toEqual([...names, 'ref'].toSorted());
  expect(await readdir(join(base, 'data', 'claims'))).toHaveLength(turns.length + 1);
});

it('a create killed and given up is swept away, and its name is free', { timeout: 60_000 }, async () => {
  const { home, root, settings } = await openSource();
  const request = { root, dataDir: settings.dataDir, clone, soul };
  const turns = [2, 4, 6, 8, 12, 16];
  for (const turn of turns) await killAfter({ ...request, flow: `flw_${turn}`, profile: `p${turn}` }, turn);
  const visible = async () => (await listTree(join(root, 'profiles'))).filter((line) => /^p\d+\/ /.test(line));
  const made = await visible();
  expect(made.length).toBeLessThan(turns.length);
  await home.sweep({ isOpen: () => false, isDiscarded: () => false });
  expect(await visible()).toEqual(made);
  expect(await readdir(join(root, 'profiles')).catch(() => [])).toHaveLength(made.length);
  expect(await listTree(join(settings.dataDir, 'claims'))).toHaveLength(made.length);
  const again = turns.map((turn) => `p${turn}`).find((name) => !made.some((line) => line.startsWith(`${name}/`)));
  expect(await home.createIdentity({ flow: 'flw_last', profile: again ?? '' }, fresh)).toMatchObject({ ok: true });
});
