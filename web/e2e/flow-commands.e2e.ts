import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, rowOf, test } from './flow-fixture.ts';

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('20 one item is tried again; the page turns green, in every tab', async ({ page, context, machine }) => {
  const missing = machine.folder('notes');
  const { id } = await machine.server().create({ name: 'scout', hubSkills: [missing] });
  await page.goto(`/flows/${id}`);
  const other = await context.newPage();
  await other.goto(`/flows/${id}`);
  for (const tab of [page, other]) await expect(headline(tab)).toHaveText('scout is ready, with 1 problem');
  const row = rowOf(page, `install:${missing}`);
  await row.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(row).toContainText('Attempt 2');
  await expect(row).toContainText('Failed');
  await machine.makeFolder('notes');
  await row.getByRole('button', { name: 'Retry', exact: true }).click();
  for (const tab of [page, other]) {
    await expect(headline(tab)).toHaveText('scout is ready');
    await expect(rowOf(tab, `install:${missing}`)).toContainText(/Attempt 3.*Done/s);
  }
});

test('20 a server is mended in a dialog, its secret entered again, and the flow completes', async ({
  page,
  machine,
}) => {
  const { id } = await machine
    .server()
    .create({ name: 'scout', mcpServers: [{ name: 'linear', env: { LINEAR_API_KEY: 'planted-1' } }] });
  await page.goto(`/flows/${id}`);
  await rowOf(page, 'mcp:linear').getByRole('button', { name: 'Edit and retry' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Command' })).toBeFocused();
  await expect(dialog).toContainText('Its secrets were destroyed when the flow ended.');
  await dialog.getByRole('button', { name: 'Save and retry' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Command' })).toHaveAccessibleDescription('This is needed.');
  await dialog.getByRole('textbox', { name: 'Command' }).fill('npx');
  await dialog.getByLabel('Arguments').fill(`-y 'a server'`);
  await dialog.getByLabel('Value of LINEAR_API_KEY').fill('planted-2');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(headline(page)).toHaveText('scout is ready');
  await expect(rowOf(page, 'mcp:linear')).toBeFocused();
  const config = await readFile(`${machine.scratch.hermes}/profiles/scout/config.yaml`, 'utf8');
  expect(config).toMatch(/command: npx[^]*- a server[^]*LINEAR_API_KEY/);
  expect(await page.content()).not.toContain('planted');
});

test('20 while the flow runs a secret can be kept, and all that failed is tried again at once', async ({
  page,
  machine,
}) => {
  const { git } = machine;
  const { id } = await machine.start({
    name: 'scout',
    mcpServers: [{ name: 'linear', env: { KEY: 'planted' } }, { name: 'notion' }],
    hubSkills: [git.identifier],
  });
  await page.goto(`/flows/${id}`);
  await rowOf(page, 'mcp:linear').getByRole('button', { name: 'Edit and retry' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Stays as it is')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Command' }).fill('npx');
  await dialog.getByRole('button', { name: 'Save and retry' }).click();
  await expect(rowOf(page, 'mcp:linear')).toContainText(/Attempt 2.*Done/s);
  await git.release();
  await expect(headline(page)).toHaveText('scout is ready, with 1 problem');
  await pressed(page, 'Retry what failed');
  await expect(rowOf(page, 'mcp:notion')).toContainText(/Attempt 2.*Failed/s);
});

test('21 a stop asks first, then shows what was kept and what was not done', async ({ page, machine }) => {
  const { git } = machine;
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier, folder] });
  await page.goto(`/flows/${id}`);
  await pressed(page, 'Stop the create');
  const dialog = page.getByRole('dialog', { name: 'Stop creating scout?' });
  await expect(dialog).toContainText('Will not be donethe hub skill talking-repository and the hub skill notes');
  await dialog.getByRole('button', { name: 'Go on creating' }).click();
  await expect(headline(page)).toHaveText('Creating scout');
  await pressed(page, 'Stop the create');
  await dialog.getByRole('button', { name: 'Stop the create' }).click();
  await expect(headline(page)).toHaveText('scout was stopped halfway');
  await expect(page.getByText('The profile scout stays, with its command and its skills.')).toBeVisible();
  await expect(
    page.getByText('Not done because it was stopped: the hub skill talking-repository and the hub skill notes.'),
  ).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '4 of 6 steps done, 2 stopped');
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
});

test('21 one install is stopped, the others go on', async ({ page, machine }) => {
  const { git } = machine;
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier, folder] });
  await page.goto(`/flows/${id}`);
  await pressed(page, 'Stop the hub skill talking-repository');
  await expect(rowOf(page, `install:${git.identifier}`)).toContainText('Cancelled');
  await expect(rowOf(page, `install:${folder}`)).toContainText('Done');
  await expect(headline(page)).toHaveText('scout is ready, with 1 problem');
});

test('a command that no longer means what was seen is explained, and the page shows what is', async ({
  page,
  machine,
}) => {
  const missing = machine.folder('notes');
  const server = machine.server();
  const { id } = await server.create({ name: 'scout', hubSkills: [missing] });
  await page.goto(`/flows/${id}`);
  await expect(headline(page)).toHaveText('scout is ready, with 1 problem');
  await machine.makeFolder('notes');
  // While it is on its way, another client has tried again.
  await page.route('**/retry', async (route) => {
    await server.post(`/api/flows/${id}/retry`, { all: true });
    await server.settled(id);
    await route.continue();
  });
  await rowOf(page, `install:${missing}`).getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(page.getByText('Nothing was sent: meanwhile the hub skill notes became “done”.')).toBeVisible();
  await expect(headline(page)).toHaveText('scout is ready');
  expect((await server.settled(id)).items.at(-1)).toMatchObject({ state: 'succeeded', attempt: 2 });
});

test('a profile that was used since is not discarded, and the page says which files', async ({ page, machine }) => {
  const { id } = await machine.server().create({ name: 'scout' });
  await machine.server().settled(id);
  await writeFile(join(machine.scratch.hermes, 'profiles', 'scout', 'SOUL.md'), 'Mine now.');
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'Discard the profile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('scout');
  await dialog.getByRole('button', { name: 'Discard the profile' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'SOUL.md' })).toContainText('was used since');
});
