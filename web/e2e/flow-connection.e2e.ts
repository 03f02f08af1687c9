import type { Page } from '@playwright/test';
import { expect, rowOf, test } from './flow-fixture.ts';

test.use({
  provoked: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/,
});

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('17 ten tabs of a flow go on when the server is killed and started again', async ({ page, context, machine }) => {
  test.slow();
  const { git } = machine;
  const { id } = await machine.start({
    name: 'scout',
    mcpServers: [{ name: 'linear' }],
    hubSkills: [git.identifier],
  });
  const more = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
  const tabs = [page, ...more];
  await Promise.all(tabs.map((tab) => tab.goto(`/flows/${id}`)));
  for (const tab of tabs) await expect(tab.getByText('Live', { exact: true })).toBeVisible({ timeout: 20_000 });
  await machine.kill();
  await expect(page.getByText('Reconnecting…', { exact: true })).toBeVisible();
  await git.release();
  await machine.restart();
  for (const tab of tabs) {
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('scout is ready, with 1 problem', {
      timeout: 30_000,
    });
    await expect(rowOf(tab, `install:${git.identifier}`)).toContainText('Done');
  }
});

test('22 says whether it follows: live, reconnecting, offline; a finished flow needs no connection', async ({
  page,
  machine,
}) => {
  test.slow();
  const { git } = machine;
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier] });
  await page.goto(`/flows/${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await machine.kill();
  await expect(page.getByText('Reconnecting…', { exact: true })).toBeVisible();
  await expect(page.getByText('Offline', { exact: true })).toBeVisible({ timeout: 20_000 });
  await pressed(page, 'Stop the create');
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the create' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('No answer came');
  await page.getByRole('dialog').getByRole('button', { name: 'Go on creating' }).click();
  await git.say('while nobody listened');
  await machine.restart();
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('while nobody listened')).toBeVisible();
  await git.release();
  await expect(headline(page)).toHaveText('scout is ready');
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
  await machine.kill();
  await page.waitForTimeout(500);
  await expect(page.getByText('Reconnecting…', { exact: true })).toHaveCount(0);
});
