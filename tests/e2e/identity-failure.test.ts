import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { chmod, lstat, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

let scratch: Scratch;
let server: Server;
let profiles: string;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;

beforeAll(async () => {
  scratch = await createScratch();
  profiles = join(scratch.hermes, 'profiles');
  slow = await makeSlowGit(scratch.directory);
  await mkdir(scratch.data);
  giveAway(scratch.directory);
  server = await start();
  // The first flow makes what stays in the data directory.
  await server.settled((await server.create(planOf('first'))).id);
});

beforeEach(async () => {
  await rm(profiles, { recursive: true, force: true });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const start = () => startServer(scratch, { through: asNobody, env: { PATH: slow.path } });

/** Gives a tree to the user the server runs as. */
const giveAway = (path: string) => isRoot && execFileSync('chown', ['-R', '65534:65534', path]);

const makeOwned = async (path: string, mode = 0o755) => {
  await mkdir(path, { recursive: true });
  giveAway(path);
  await chmod(path, mode);
};

const planOf = (name: string) => ({
  name,
  soul: 'x'.repeat(1000),
  env: { API_KEY: 'a-secret' },
  mcpServers: [{ name: 'fs', command: 'true', env: { TOKEN: 'a-secret' } }],
});

/** Everything on the disk but the log, with its modes. */
const listTree = async (): Promise<readonly string[]> => {
  const entries = await readdir(scratch.directory, { recursive: true });
  const paths = entries.filter((path) => !/^data\/(events|views)\.db|^data\/bell/.test(path));
  const modes = await Promise.all(paths.map(async (path) => (await lstat(join(scratch.directory, path))).mode));
  return paths.map((path, index) => `${path} ${modes[index]?.toString(8)}`).toSorted();
};

const reject = async (plan: object): Promise<FlowView['problems'][number]> => {
  const response = await server.post('/api/flows', plan);
  expect(response.status).toBe(202);
  const { flow } = (await response.json()) as { flow: FlowView };
  const done = await server.settled(flow.id);
  expect(done).toMatchObject({ outcome: 'rejected', state: 'rejected', problems: [{ item: 'identity' }] });
  const [problem] = done.problems;
  if (problem === undefined) throw new Error('no problem');
  expect(problem.nextAction).toBe('create-again');
  expect(problem.message).toMatch(/^[A-Z].{20,}\.$/s);
  return problem;
};

const complete = async (plan: object): Promise<void> => {
  const { id } = await server.create(plan);
  expect((await server.settled(id)).outcome).toBe('complete');
};

test('runs as a user to whom modes apply', async () => {
  const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8');
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
});

test.each([
  ['home', ''],
  ['profiles', 'profiles'],
])('a create is rejected by name when %s is not writable, and made when it is', async (which, inHome) => {
  const path = join(scratch.hermes, inHome);
  await makeOwned(path, 0o555);
  const before = await listTree();
  const problem = await reject(planOf(`no-${which}`));
  expect(problem).toMatchObject({ code: 'identity/not-permitted', message: expect.stringContaining(path) });
  expect(await listTree()).toEqual(before);
  await chmod(path, 0o755);
  await complete(planOf(`no-${which}`));
});

test('a create is rejected by name when a file stands where profiles belong, and made when it is gone', async () => {
  await writeFile(profiles, 'a file');
  const before = await listTree();
  expect(await reject(planOf('in-file'))).toMatchObject({
    code: 'identity/failed',
    message: expect.stringContaining(profiles),
  });
  expect(await listTree()).toEqual(before);
  expect(await readFile(profiles, 'utf8')).toBe('a file');
  await rm(profiles);
  await complete(planOf('in-file'));
});

test('a create is rejected when its place is taken meanwhile, and leaves what took it and its neighbours alone', async () => {
  const source = join(profiles, 'source');
  for (let index = 0; index < 400; index += 1) {
    await mkdir(join(source, 'skills', `s${index}`), { recursive: true });
    await writeFile(join(source, 'skills', `s${index}`, 'SKILL.md'), `---\nname: s${index}\n---\n`);
  }
  giveAway(profiles);
  const target = join(profiles, 'raced');
  const before = await listTree();
  const plan = { ...planOf('raced'), clone: { from: 'source', mode: 'all' } };
  const rejected = reject(plan);
  while (!readdirSync(profiles).some((name) => name.startsWith('.'))) await setImmediate();
  mkdirSync(target);
  const beside = [complete(planOf('beside-one')), complete(planOf('beside-two'))];
  expect(await rejected).toMatchObject({ code: 'profile/exists', message: expect.stringContaining(target) });
  await Promise.all(beside);
  expect(await readdir(target)).toEqual([]);
  await rm(target, { recursive: true });
  const after = await listTree();
  expect(after).toEqual(expect.arrayContaining([...before]));
  const added = after.filter((line) => !before.includes(line) && !line.includes('/beside-'));
  expect(added).toEqual([expect.stringMatching(/^data\/claims\/flw_/), expect.stringMatching(/^data\/claims\/flw_/)]);
  await complete(plan);
});

test('two flows that are installing go on while a third is rejected', async () => {
  await slow.hold();
  const beside = await Promise.all(
    ['at-work-one', 'at-work-two'].map((name) => server.create({ name, hubSkills: [slow.identifier] })),
  );
  for (const { id } of beside)
    await server.until(id, ({ items }) => items.some(({ kind, state }) => kind === 'install' && state === 'running'));
  await chmod(profiles, 0o555);
  expect(await reject(planOf('third'))).toMatchObject({ code: 'identity/not-permitted' });
  await slow.release();
  for (const { id } of beside) expect((await server.settled(id)).outcome).toBe('complete');
  await chmod(profiles, 0o755);
  await complete(planOf('third'));
});

test('leftovers that cannot be cleared away do not keep the server from starting', async () => {
  await makeOwned(profiles);
  const staged = join(profiles, '.staged-flw_gone');
  await mkdir(staged);
  const claim = { flow: 'flw_gone', profile: 'gone', at: '', parents: [], cloned: false };
  const file = join(scratch.data, 'claims', 'flw_gone.json');
  await writeFile(file, JSON.stringify({ ...claim, made: null, disabledBefore: null, alias: null }));
  giveAway(profiles);
  giveAway(file);
  await chmod(profiles, 0o555);
  await server.stop();
  server = await start();
  expect(server.printed()).toContain(staged);
  expect(await reject(planOf('while-shut'))).toMatchObject({ code: 'identity/not-permitted' });
  await chmod(profiles, 0o755);
  await server.stop();
  server = await start();
  expect(await readdir(profiles)).toEqual([]);
  expect(await readdir(join(scratch.data, 'claims'))).not.toContain('flw_gone.json');
});

const canMount = (() => {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return isRoot;
  } catch {
    return false;
  }
})();
const onlyAsRoot = canMount ? '' : ' (not in CI: mounting a small disk is not allowed here)';

test.runIf(canMount)(
  `a create is rejected when the disk is full, and made when there is room${onlyAsRoot}`,
  async () => {
    const mount = (...options: string[]) => execFileSync('mount', ['-o', ...options, profiles]);
    await mkdir(profiles);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,uid=65534,gid=65534,mode=755', 'tmpfs', profiles]);
    try {
      const before = await listTree();
      const plan = { ...planOf('too-big'), soul: 'x'.repeat(200_000) };
      expect(await reject(plan)).toMatchObject({
        code: 'identity/no-space',
        message: expect.stringContaining(join(profiles, 'too-big')),
      });
      expect(await listTree()).toEqual(before);
      await complete(planOf('small'));
      mount('remount,size=4m');
      await complete(plan);
    } finally {
      execFileSync('umount', [profiles]);
    }
  },
);
