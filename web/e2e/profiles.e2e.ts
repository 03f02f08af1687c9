import { access } from 'node:fs/promises';
import { expectAccessible } from './accessibility.ts';
import { choose, expect, expectTouchable, makeProfile, profileRow, test } from './lists-fixture.ts';

test('36 profiles are shown with what they have and the flow that made them, live', async ({ page, server }) => {
  await page.goto('/profiles');
  await expect(page.getByText('No profiles of your own yet')).toBeVisible();
  const flow = await server.create({ name: 'scout', description: 'Reads releases', mcpServers: [{ name: 'docs' }] });
  const row = profileRow(page, 'scout');
  await expect(row).toContainText('Reads releases');
  await expect(page.getByText('No profiles of your own yet')).toBeHidden();
  await expect(profileRow(page, 'default')).toContainText('Active');
  const recent = page.getByRole('navigation', { name: 'Recent flows' });
  await expect(recent.getByRole('link', { name: /With problems.*scout/ })).toHaveAttribute('href', `/flows/${flow.id}`);
  await row.getByRole('link', { name: /With problems/ }).click();
  await expect(page).toHaveURL(`/flows/${flow.id}`);
});

test('39 the profiles are accessible and touchable at every size, without any and with long names', async ({
  page,
  scratch,
}) => {
  await page.goto('/profiles');
  await expect(page.getByText('profile-builder create --name')).toBeVisible();
  await expectAccessible(page);
  await makeProfile(scratch, 'n'.repeat(64), 'Goes on and on. '.repeat(20));
  for (const name of ['one', 'two', 'three', 'four']) await makeProfile(scratch, name);
  await page.reload();
  await expect(profileRow(page, 'four')).toBeVisible();
  await expectAccessible(page);
  await expectTouchable(page);
  await page.getByRole('searchbox').fill('GOES ON');
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
  await expect(page).toHaveURL('/profiles?q=GOES+ON');
  await page.getByRole('button', { name: 'Actions for n' }).click();
  await expectAccessible(page);
});

test.describe('a profile', () => {
  test.beforeEach(async ({ page, scratch }) => {
    await makeProfile(scratch, 'scout');
    await page.goto('/profiles');
  });

  test('is set active, described, renamed and exported', async ({ page }) => {
    await choose(page, 'scout', 'Set active');
    await expect(profileRow(page, 'scout')).toContainText('Active');
    await expect(profileRow(page, 'default')).not.toContainText('Active');
    await choose(page, 'scout', 'Edit description');
    await page.getByLabel('Description').fill('Reads releases');
    await page.keyboard.press('Enter');
    await expect(profileRow(page, 'scout')).toContainText('Reads releases');
    await choose(page, 'scout', 'Rename');
    await page.getByLabel('New name').fill('Not a name!');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(page.getByLabel('New name')).toHaveAccessibleDescription(/not a name!/);
    await expectAccessible(page);
    await page.getByLabel('New name').fill('reader');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(profileRow(page, 'reader')).toContainText('Active');
    await choose(page, 'reader', 'Export');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const archive = page.getByRole('dialog', { name: 'reader was exported' }).getByLabel('Archive');
    await access((await archive.textContent()) ?? '');
  });

  test('is deleted once its name was typed, and not while a flow works on it', async ({ page, server, git }) => {
    const flow = await server.create({ name: 'busy', hubSkills: [git.identifier] });
    await expect(profileRow(page, 'busy')).toBeVisible();
    const confirm = page.getByRole('button', { name: 'Delete profile' });
    const dialog = page.getByRole('dialog');
    await choose(page, 'busy', 'Delete');
    await dialog.getByRole('textbox').fill('busy');
    await confirm.click();
    await expect(dialog.getByRole('alert').filter({ hasText: flow.id })).toBeVisible();
    await page.keyboard.press('Escape');
    await choose(page, 'scout', 'Delete');
    await expect(confirm).toBeDisabled();
    await expectAccessible(page);
    await dialog.getByRole('textbox').fill('scout');
    await confirm.click();
    await expect(profileRow(page, 'scout')).toBeHidden();
    await expect(profileRow(page, 'busy')).toBeVisible();
  });

  test('has its command copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose(page, 'scout', 'Copy command');
    await expect(page.getByRole('status').filter({ hasText: 'hermes -p scout' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('hermes -p scout');
  });

  test('that is the default one is neither renamed nor deleted', async ({ page }) => {
    await page.getByRole('button', { name: 'Actions for default' }).click();
    for (const name of ['Rename', 'Delete', 'Set active'])
      await expect(page.getByRole('menuitem', { name })).toBeDisabled();
    await expect(page.getByRole('menuitem', { name: 'Export' })).toBeEnabled();
  });
});
