import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createQueues } from '../../src/adapters/queues.ts';
import { createProfileShelf } from '../../src/adapters/hermes-home/shelf/profile-shelf.ts';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../../src/app/engine.ts';
import { profileInfoSchema } from '../../src/http/hermes-profile.ts';
import { createAppFixture, readProblem } from './fixture-app.ts';

export const createScratchHome = async () => {
  const base = await mkdtemp(join(tmpdir(), 'profile-shelf-'));
  const [root, homedir] = [join(base, 'hermes'), join(base, 'user')];
  await mkdir(root);
  const put = async (path: string, content = '') => {
    await mkdir(dirname(join(base, path)), { recursive: true });
    await writeFile(join(base, path), content);
  };
  const wrap = async (command: string, profile = command) => {
    await put(`user/.local/bin/${command}`, `#!/bin/sh\nexec hermes -p ${profile} "$@"\n`);
    await chmod(join(homedir, '.local', 'bin', command), 0o755);
  };
  const read = (path: string) => readFile(join(base, path), 'utf8');
  return { base, root, homedir, put, wrap, read, remove: () => rm(base, { recursive: true, force: true }) };
};

export type ScratchHome = Awaited<ReturnType<typeof createScratchHome>>;

export const createShelf = (
  { root, homedir }: Pick<ScratchHome, 'root' | 'homedir'>,
  engine: Pick<Engine, 'holderOf' | 'actionIn'>,
) =>
  createProfileShelf({
    root,
    homedir,
    env: { path: '/usr/bin:/bin', hermesHome: root },
    hermesExecutable: null,
    queue: createQueues(),
    holderOf: engine.holderOf,
    actionIn: engine.actionIn,
  });

export const createShelfFixture = async () => {
  const home = await createScratchHome();
  const fixture = createAppFixture({ shelf: (engine) => createShelf(home, engine) });
  const json = async (response: Response | Promise<Response>): Promise<unknown> => (await response).json();
  const close = async () => {
    await fixture.close();
    await home.remove();
  };
  return { ...fixture, ...home, json, close };
};

const listSchema = z.strictObject({ profiles: z.array(z.strictObject(profileInfoSchema.shape)) });

export const readProfiles = async ({ get }: { get: (path: string) => Response | Promise<Response> }) =>
  listSchema.parse(await (await get('/api/profiles')).json()).profiles;

export const readFailure = async (response: Response | Promise<Response>) => {
  const answer = await response;
  const { code, detail } = await readProblem(answer);
  expect(detail).toMatch(/.{20,}/s);
  return [answer.status, code];
};
