import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { expectAccessible } from './accessibility.ts';
import { expect, importPlan, nameField, openBuilder, stepHeading, test } from './builder-fixture.ts';

const plan = {
  name: 'scout',
  soul: '# Scout\n',
  mcpServers: [{ name: 'docs', command: 'npx', args: ['-y', 'a b'], env: { KEY: 'planted' } }],
};

test.beforeEach(({ page }) => openBuilder(page));

test('15 a draft can be taken along as a file or a command, without its secrets', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await importPlan(page, plan);
  await expect(nameField(page)).toHaveValue('scout');
  await page.keyboard.press('Alt+5');
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download blueprint' }).click();
  const download = await downloaded;
  expect(download.suggestedFilename()).toBe('scout.yaml');
  const text = await readFile(await download.path(), 'utf8');
  expect(parse(text)).toEqual({
    name: 'scout',
    soul: '# Scout\n',
    mcpServers: [{ name: 'docs', command: 'npx', args: ['-y', 'a b'], env: { KEY: '${KEY}' } }],
  });
  await page.getByRole('button', { name: 'Copy as command' }).click();
  await expect(page.getByRole('button', { name: 'Command copied' })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toBe(`profile-builder create - <<'BLUEPRINT'\n${text}BLUEPRINT\n`);
});

test('15 a blueprint is refused with its lines, and opened by dropping it anywhere', async ({ page }) => {
  test.slow();
  await importPlan(page, 'name: a\nmcp_servers: []\n');
  const dialog = page.getByRole('dialog', { name: 'plan.yaml cannot be taken' });
  await expect(dialog).toContainText('plan.yaml:2: "mcp_servers" is not a key of a plan.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['name: dropped\n'], 'dropped.yaml'));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(nameField(page)).toHaveValue('dropped');
});

test('15 a blueprint takes the place of a draft only after a question', async ({ page }) => {
  await nameField(page).fill('mine');
  await importPlan(page, plan);
  const dialog = page.getByRole('dialog', { name: 'Replace this draft?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(nameField(page)).toHaveValue('mine');
  await importPlan(page, plan);
  await dialog.getByRole('button', { name: 'Replace draft' }).click();
  await expect(nameField(page)).toHaveValue('scout');
});

test('a flow can be created again with changes, its secrets entered again', async ({ page, server }) => {
  const { id } = await server.create(plan);
  await server.settled(id);
  await openBuilder(page, `?from=${id}`);
  await expect(nameField(page)).toHaveValue('scout');
  await expect(nameField(page)).toHaveAccessibleDescription(/There is a profile “scout” already/);
  await expect(page.getByText('Its secret has to be entered again.')).toBeVisible();
  await expect(page).not.toHaveURL(/from=/);
  await nameField(page).fill('scout-2');
  await page.keyboard.press('Alt+5');
  await expect(stepHeading(page, 'Review and create')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enter docs: KEY' })).toBeVisible();
});

test('a flow that is not there is told', async ({ page }) => {
  await openBuilder(page, '?from=flw_00000000000000000000000000');
  await expect(page.getByRole('alert').filter({ hasText: 'There is no such flow' })).toBeVisible();
});
