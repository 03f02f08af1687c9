import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { maskSecrets } from '../../src/adapters/hermes-home/mask-secrets.ts';
import { blueprint, expect, importPlan, nameField, openBuilder, test } from './builder-fixture.ts';

const LONGEST_MS = 300;

/** Lines of the file that is shown, as they will be in it. */
const readShownLines = async (page: Page): Promise<readonly string[]> => {
  const lines = await blueprint(page).locator('pre > :not(del)').allTextContents();
  return lines.map((line) => line.slice(1).replace(/\n$/, ''));
};

test('8 the panel teaches what will appear until there is a name', async ({ page }) => {
  await openBuilder(page);
  await expect(blueprint(page)).toContainText('Type a name');
  await nameField(page).fill('scout');
  await expect(blueprint(page).getByRole('button', { name: /SOUL\.md/ })).toBeVisible();
});

test('8 the panel asks within 300 ms of a choice, and takes back a question nobody waits for any more', async ({
  page,
}) => {
  await openBuilder(page);
  await nameField(page).fill('scout');
  const wrapper = blueprint(page).getByRole('button', { name: /\.local\/bin\/scout/ });
  await expect(wrapper).toBeVisible();
  const held: Route[] = [];
  await page.route('**/api/flows/preview', (route) => void held.push(route), { times: 1 });
  const asked = page.waitForRequest('**/api/flows/preview');
  const alias = page.getByRole('switch', { name: 'Command of its own' });
  await alias.click();
  const chosenMs = Date.now();
  await asked;
  expect(Date.now() - chosenMs).toBeLessThan(LONGEST_MS);
  await expect(wrapper, 'the last answer stays while another one is made').toBeVisible();
  await page.getByRole('textbox', { name: 'Description' }).fill('Reads releases');
  await expect(blueprint(page).getByRole('button', { name: /profile\.yaml/ })).toBeVisible();
  await expect(wrapper).toBeHidden();
  expect(held.map((route) => route.request().failure()?.errorText)).toEqual(['net::ERR_ABORTED']);
});

test('8 what the panel shows is byte for byte what create writes', async ({ page, scratch, server }) => {
  await openBuilder(page);
  await importPlan(page, {
    name: 'scout',
    description: 'Reads: releases # all of them',
    soul: '# Scout\n\nYou read.\n',
    user: 'Ann',
    model: { provider: 'openrouter', model: 'nous/hermes-4-70b' },
    skills: { mode: 'exactly', keep: ['alpha'], optional: ['delta'] },
    mcpServers: [{ name: 'docs', command: 'npx', args: ['-y', 'a b'], env: { KEY: 'planted-value' } }],
    env: { OPENROUTER_API_KEY: 'planted-key' },
  });
  await expect(nameField(page)).toHaveValue('scout');
  const files = blueprint(page).getByRole('list', { name: 'Files it writes' }).getByRole('button');
  await expect(files.filter({ hasText: 'config.yaml' })).toBeVisible();
  await expect(blueprint(page)).toHaveAttribute('aria-busy', 'false');
  const shown = new Map<string, readonly string[]>();
  for (const file of await files.all()) {
    await file.click();
    await expect(file).toHaveAttribute('aria-pressed', 'true');
    const path = await file.locator('[title]').getAttribute('title');
    shown.set(path ?? '', await readShownLines(page));
  }
  const wrapper = join(scratch.homedir, '.local/bin/scout');
  expect(new Set(shown.keys())).toEqual(
    new Set(['.env', 'SOUL.md', 'config.yaml', wrapper, 'memories/USER.md', 'profile.yaml']),
  );
  expect(JSON.stringify([...shown])).not.toContain('planted');
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Create profile' }).click();
  await expect(page).toHaveURL(/\/flows\/flw_/);
  await server.settled(page.url().split('/').at(-1) ?? '');
  const home = join(scratch.hermes, 'profiles', 'scout');
  for (const [path, lines] of shown) {
    const written = maskSecrets(path, await readFile(resolve(home, path), 'utf8'));
    expect(lines.join('\n'), path).toBe(written.replace(/\n$/, ''));
  }
});

test('8 problems and warnings lead to where they can be put right', async ({ page }) => {
  await openBuilder(page);
  await importPlan(page, { name: 'scout', hubSkills: ['no such thing!'], skills: { mode: 'exactly', keep: ['gone'] } });
  await expect(blueprint(page)).toContainText('2 problems');
  await blueprint(page).getByRole('button', { name: 'Fix this in Skills' }).first().click();
  await expect(page).toHaveURL(/step=skills/);
});
