import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { stringify } from 'yaml';
import { makeSkillFolder } from '../../tests/crash/skills.ts';
import { createScratch, type Scratch, startServer } from '../../tests/e2e/server.ts';
import { test as base, expect } from './fixture.ts';

type Fixtures = Readonly<{
  /** The machine of the server: with a bundle, an optional skill, a hub skill in a folder, and a profile `old`. */
  scratch: Scratch;
}>;

export const test = base.extend<Fixtures>({
  scratch: async ({}, use) => {
    const scratch = await createScratch();
    const at = (...parts: string[]) => join(scratch.directory, ...parts);
    for (const name of ['alpha', 'beta', 'gamma']) await makeSkillFolder(at('bundle', 'tools', name));
    await makeSkillFolder(at('optional', 'delta'));
    await makeSkillFolder(at('hub', 'scout'));
    await mkdir(at('hermes', 'profiles', 'old'), { recursive: true });
    await writeFile(at('hermes', 'profiles', 'old', 'SOUL.md'), 'An old soul.');
    await use(scratch);
    await scratch.remove();
  },
  server: async ({ scratch }, use) => {
    const at = (name: string) => join(scratch.directory, name);
    const env = { HERMES_BUNDLED_SKILLS: at('bundle'), HERMES_OPTIONAL_SKILLS: at('optional') };
    const server = await startServer(scratch, { env });
    await use(server);
    await server.stop();
  },
});

/** The builder's page, at its first step or as `search` says. */
export const openBuilder = async (page: Page, search = ''): Promise<void> => {
  await page.goto(`/profiles/new${search}`);
  await expect(page.getByRole('heading', { level: 1, name: 'New profile' })).toBeVisible();
};

export const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name' });
export const stepHeading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
export const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
export const blueprint = (page: Page) => page.getByRole('region', { name: 'Blueprint' });

/** Opens a blueprint as if it was chosen from the disk. */
export const importPlan = async (page: Page, plan: object | string, name = 'plan.yaml'): Promise<void> => {
  const text = typeof plan === 'string' ? plan : stringify(plan);
  const file = { name, mimeType: 'application/yaml', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
};

export { expect };
