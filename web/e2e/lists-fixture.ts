import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createScratch, type Scratch, startServer } from '../../tests/e2e/server.ts';
import { test as base, expect } from './fixture.ts';
import { manyFlows, recordFlows } from './record-flows.ts';
import { makeTalkingGit } from './talking-git.ts';

type Fixtures = Readonly<{
  /** How many flows are on record before the server starts. */
  recorded: number;
  scratch: Scratch;
  /** An install from its repository goes on until it is released. */
  git: Awaited<ReturnType<typeof makeTalkingGit>>;
}>;

export const test = base.extend<Fixtures>({
  recorded: [0, { option: true }],
  scratch: async ({ recorded }, use) => {
    const scratch = await createScratch();
    if (recorded > 0) await recordFlows(scratch.data, manyFlows(recorded));
    await use(scratch);
    await scratch.remove();
  },
  git: async ({ scratch }, use) => use(await makeTalkingGit(scratch.directory)),
  server: async ({ scratch, git }, use) => {
    const server = await startServer(scratch, { env: { PATH: git.path } });
    const started: string[] = [];
    const create: typeof server.create = async (plan) => {
      const flow = await server.create(plan);
      started.push(flow.id);
      return flow;
    };
    await use({ ...server, create });
    // What goes on would write into what is removed.
    await git.release();
    await Promise.all(started.map((id) => server.settled(id)));
    await server.stop();
  },
});

/** A profile that Hermes made, as far as lists are concerned. */
export const makeProfile = async (scratch: Scratch, name: string, description = ''): Promise<void> => {
  const home = join(scratch.hermes, 'profiles', name);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'SOUL.md'), 'A soul.');
  if (description !== '') await writeFile(join(home, 'profile.yaml'), `description: ${JSON.stringify(description)}\n`);
};

/** Rows of the list of flows that are in the document. */
export const flowRows = (page: Page): Locator => page.getByRole('region', { name: 'Flows' }).getByRole('link');

/** The entry of a profile. */
export const profileRow = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Does something with a profile by its menu. */
export const choose = async (page: Page, profile: string, action: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${profile}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
};

/** Every control is large enough for a finger: 32 px both ways. */
export const expectTouchable = async (page: Page, controls = 'main :is(a, button):visible'): Promise<void> => {
  const small = await page.locator(controls).evaluateAll((found) =>
    found
      .map((control) => ({ text: control.textContent, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 32 || box.height < 32)
      .map(({ text, box }) => `${text}: ${box.width} × ${box.height}`),
  );
  expect(small).toEqual([]);
};

export { expect };
