import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { makeSkillFolder } from '../../tests/crash/skills.ts';
import { createScratch, type Scratch, type Server, startServer } from '../../tests/e2e/server.ts';
import { test as base } from './fixture.ts';
import { makeTalkingGit } from './talking-git.ts';

/** A machine on which installs really run, as long and with as much to say as the test wants. */
export type Machine = Readonly<{
  scratch: Scratch;
  git: Awaited<ReturnType<typeof makeTalkingGit>>;
  /** A folder that is a skill; not there until it is made. */
  folder: (name: string) => string;
  makeFolder: (name: string) => Promise<string>;
  server: () => Server;
  /** As when the power goes; installs go on. */
  kill: () => Promise<void>;
  /** Starts the program again, at the same address. */
  restart: () => Promise<void>;
  /** Starts a create whose install of `git` goes on until it is released. */
  start: (plan: object) => Promise<FlowView>;
}>;

export const test = base.extend<Readonly<{ machine: Machine }>>({
  // Playwright reads the names of fixtures off a pattern.
  machine: async ({}, use) => {
    const scratch = await createScratch();
    const git = await makeTalkingGit(scratch.directory);
    const startAgain = (args: readonly string[] = []) => startServer(scratch, { env: { PATH: git.path }, args });
    let server = await startAgain();
    const folder = (name: string) => join(scratch.directory, 'folders', name);
    await use({
      scratch,
      git,
      folder,
      makeFolder: (name) => makeSkillFolder(folder(name)),
      server: () => server,
      kill: async () => {
        await server.stop('SIGKILL');
      },
      restart: async () => {
        server = await startAgain(['--port', new URL(server.url).port]);
      },
      start: async (plan) => {
        const { id } = await server.create(plan);
        return server.until(id, ({ items }) =>
          items.some(({ id: item, state }) => item === `install:${git.identifier}` && state === 'running'),
        );
      },
    });
    await git.release();
    await server.stop();
    await scratch.remove();
  },
  server: ({ machine }, use) => use(machine.server()),
});

/** The row of an item. */
export const rowOf = (page: Page, item: string) => page.locator(`[data-item=${JSON.stringify(item)}]`);

/** Puts a file where the directory of profiles should be: nothing can be created until it is taken away. */
export const blockProfiles = async ({ hermes }: Scratch): Promise<() => Promise<void>> => {
  const path = join(hermes, 'profiles');
  await writeFile(path, 'not a directory');
  return () => rm(path);
};

export { expect } from './fixture.ts';
