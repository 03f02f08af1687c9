import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, importPlan, nameField, openBuilder, stepHeading, test } from './builder-fixture.ts';

const review = async (page: Page) => {
  await expect(nameField(page)).not.toHaveValue('');
  await page.keyboard.press('Alt+5');
  await expect(stepHeading(page, 'Review and create')).toBeVisible();
};
const create = (page: Page) => page.getByRole('button', { name: /^Create profile/ });

test.beforeEach(({ page }) => openBuilder(page));

test('14 every choice can be edited from the review, and create names its effects', async ({ page, scratch }) => {
  const hubSkills = [join(scratch.directory, 'hub', 'scout')];
  await importPlan(page, { name: 'scout', description: 'Reads releases', hubSkills });
  await review(page);
  await expect(create(page)).toHaveText('Create profile, install 1 skill');
  await expect(page.getByRole('region', { name: 'Lines of SOUL.md' })).toBeVisible();
  for (const [label, field] of [
    ['Description', 'Description'],
    ['Copy of', 'Start as a copy of'],
    ['About you', 'About you (USER.md)'],
  ]) {
    await page.getByRole('button', { name: `Edit: ${label}` }).click();
    await expect(page.getByLabel(field ?? '', { exact: true })).toBeFocused();
    await page.keyboard.press('Alt+5');
  }
  await page.getByRole('button', { name: 'Edit: MCP servers' }).click();
  await expect(page).toHaveURL(/step=mcps/);
});

test('16 nothing is written before create, and a double click makes one profile', async ({ page, scratch, server }) => {
  await nameField(page).fill('scout');
  await review(page);
  await expect(page.getByRole('region', { name: 'Lines of SOUL.md' })).toBeVisible();
  expect(await readdir(join(scratch.hermes, 'profiles'))).toEqual(['old']);
  await create(page).dblclick();
  await expect(page).toHaveURL(/\/flows\/flw_/);
  const { flows } = await (await server.call('/api/flows')).json();
  expect(flows).toHaveLength(1);
  await openBuilder(page);
  await expect(nameField(page)).toHaveValue('');
});

test.describe('when an answer is lost', () => {
  test.use({ provoked: /ERR_FAILED/ });

  test('16 a create can be sent again, and makes one profile', async ({ page, server }) => {
    await page.route('**/api/flows', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await nameField(page).fill('scout');
    await review(page);
    await create(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
    await expect(alert).toBeVisible();
    await page.unroute('**/api/flows');
    await page.reload();
    await expect(stepHeading(page, 'Review and create')).toBeVisible();
    await create(page).click();
    await expect(page).toHaveURL(/\/flows\/flw_/);
    const { flows } = await (await server.call('/api/flows')).json();
    expect(flows).toHaveLength(1);
  });

  test('a refusal lands at the field it is about', async ({ page, server }) => {
    await nameField(page).fill('scout');
    await review(page);
    await page.route('**/api/profiles', (route) => route.abort());
    const flow = await server.create({ name: 'scout', hubSkills: ['/nowhere'] });
    await server.settled(flow.id);
    await create(page).click();
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveAccessibleDescription(/Profile 'scout' already exists/);
    await nameField(page).fill('scout2');
    await review(page);
    await create(page).click();
    await expect(page).toHaveURL(/\/flows\/flw_/);
  });
});

test('secrets are forgotten by a reload, and said to be needed again', async ({ page }) => {
  await importPlan(page, { name: 'scout', env: { ONE: 'planted' } });
  await review(page);
  await expect(page.getByRole('region', { name: 'A secret has to be entered again' })).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('planted');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByRole('button', { name: 'Enter ONE' })).toBeVisible();
});

test('a profile is created with the keyboard alone', async ({ page, server }) => {
  await page.keyboard.press('Tab');
  while (!(await nameField(page).evaluate((field) => field === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.type('Scout');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Reads releases');
  for (const heading of ['Choose its model', 'Choose its skills', 'Connect MCP servers', 'Review and create']) {
    await page.keyboard.press('Control+Enter');
    await expect(stepHeading(page, heading)).toBeFocused();
  }
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/flows\/flw_/);
  const flow = await server.settled(page.url().split('/').at(-1) ?? '');
  expect(flow).toMatchObject({ profile: 'scout', outcome: 'complete' });
});

test('first and last step are accessible in every theme and size', async ({ page }) => {
  test.slow();
  await importPlan(page, {
    name: 'scout',
    clone: { from: 'old' },
    hubSkills: ['no such thing!'],
    env: { ONE: '${ONE}' },
  });
  await expect(nameField(page)).toHaveValue('scout');
  await expectAccessible(page);
  await review(page);
  await expect(page.getByText('1 problem')).toBeVisible();
  await expectAccessible(page);
});
