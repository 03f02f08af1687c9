import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { blockProfiles, expect, rowOf, test } from './flow-fixture.ts';

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('23 in the end says what there is and what not, and what to press next', async ({ page, context, machine }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.server().create({
    name: 'scout',
    mcpServers: [{ name: 'linear' }],
    hubSkills: [folder, machine.folder('missing')],
  });
  await page.goto(`/flows/${id}`);
  await expect(headline(page)).toHaveText('scout is ready, with 2 problems');
  await expect(page.getByText('You do not have the MCP server linear and the hub skill missing.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('scout');
  await expect(page.getByRole('button', { name: 'Retry the 2 failed' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create again with changes' })).toHaveAttribute(
    'href',
    `/profiles/new?from=${id}`,
  );
  await expect(page.getByRole('link', { name: 'Open the replay' })).toHaveAttribute('href', `/flows/${id}/replay`);
  await pressed(page, 'Discard the profile');
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Discard the profile' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill('scout');
  await confirm.click();
  await expect(headline(page)).toHaveText('scout was removed');
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
});

test('23 a rejected flow says why, and leads back to its answers', async ({ page, machine }) => {
  await blockProfiles(machine.scratch);
  const { id } = await machine.server().create({ name: 'scout' });
  await page.goto(`/flows/${id}`);
  await expect(headline(page)).toHaveText('Nothing was created: something that is not a directory stands in the way.');
  await expect(page.getByText('There is no profile scout, and nothing was left on disk.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Back to the builder' })).toHaveAttribute(
    'href',
    `/profiles/new?from=${id}`,
  );
});

test('a flow that is not there says so', async ({ page }) => {
  await page.goto('/flows/flw_nowhere');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such flow');
  await expect(page.getByRole('link', { name: 'Go to the flows' })).toBeVisible();
});

test('the record is exported byte for byte', async ({ page, machine }) => {
  const { id } = await machine.server().create({ name: 'scout' });
  await machine.server().settled(id);
  await page.goto(`/flows/${id}`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the record' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${id}.ndjson`);
  const record = await (await machine.server().call(`/api/flows/${id}/export`)).text();
  expect(await readFile(await download.path(), 'utf8')).toBe(record);
});

test('39 every state of a flow is accessible in every theme and size', async ({ page, machine }) => {
  test.slow();
  const { git, scratch } = machine;
  const server = machine.server();
  const unblock = await blockProfiles(scratch);
  const rejected = await server.create({ name: 'rejected' });
  await server.settled(rejected.id);
  await unblock();
  const folder = await machine.makeFolder('a-folder-with-a-rather-long-name-that-has-no-place-to-break');
  const { id } = await machine.start({
    name: 'a-profile-with-a-name-of-sixty-four-characters-which-is-the-most',
    description: 'Watches releases.',
    env: { OPENROUTER_API_KEY: 'planted' },
    model: { provider: 'openrouter', model: 'nous/hermes' },
    mcpServers: [{ name: 'linear', env: { KEY: 'planted' } }, { name: '' }],
    hubSkills: [git.identifier, folder, machine.folder('missing')],
  });
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'talking-repository', exact: true }).click();
  await git.say('a line');
  await expect(page.getByText('a line', { exact: true })).toBeVisible();
  await page.getByText('What was asked for').click();
  await expectAccessible(page);
  await rowOf(page, 'mcp:linear').getByRole('button', { name: 'Edit and retry' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop the create' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the create' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('was stopped halfway');
  await expectAccessible(page);
  await page.goto(`/flows/${rejected.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing was created');
  await expectAccessible(page);
});
