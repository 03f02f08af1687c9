import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, expectTouchable, test } from './lists-fixture.ts';

const chart = (page: Page) => page.getByRole('region', { name: 'State chart' });
const box = (page: Page, name: string) => page.locator(`[data-state=${name}]`);
const state = (page: Page, name: string) => chart(page).getByRole('button', { name: `State ${name}` });
const figures = (page: Page) => page.getByRole('row').getByRole('cell', { name: /×$|never/ });

test('machine every state of the chart is documented, and picking one leads to what it is for', async ({ page }) => {
  await page.goto('/machine');
  await expect(chart(page).getByRole('button', { name: /^State / })).toHaveCount(10);
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(10);
  await state(page, 'discarded').click();
  await expect(state(page, 'discarded')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('The profile this flow made was removed.')).toBeInViewport();
  await expectAccessible(page);
});

test.describe('with flows on record', () => {
  test.use({ recorded: 40 });

  test('machine coverage tells what flows took, how often and how long, and what none ever did', async ({ page }) => {
    await page.goto('/machine');
    await page.getByRole('switch', { name: 'Coverage' }).click();
    await expect(page).toHaveURL('/machine?coverage=on');
    await expect(page.getByText('8 of 10 states and 13 of 66 transitions taken, in 40 flows')).toBeVisible();
    await expect(state(page, 'identity')).toHaveAccessibleName(/Entered 40 times, median 80 ms, longest 80 ms$/);
    await expect(box(page, 'identity')).toContainText('40× · 80 ms');
    await expect(box(page, 'cancelled')).toContainText('never');
    await expect(box(page, 'cancelled')).toHaveAttribute('data-phase', 'untouched');
    await expect(chart(page).locator('[data-way="installing->done"]')).toHaveText('flow.completed36×');
    await expect(chart(page).locator('[data-way="done->discarded"]')).toContainText('never');
    await expect(page.getByText('Entered 4 times')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('switch', { name: 'Coverage' })).toBeChecked();
  });

  test('machine coverage is accessible and touchable at every size', async ({ page }) => {
    test.slow();
    await page.goto('/machine?coverage=on');
    await expect(figures(page).first()).toHaveText('36×');
    await expectAccessible(page);
    await expectTouchable(page);
  });

  test('machine transitions are sorted by how often they were taken, both ways', async ({ page }) => {
    await page.goto('/machine?coverage=on');
    await expect(figures(page).first()).toHaveText('36×');
    await expect(page.getByRole('columnheader', { name: 'Taken' })).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('button', { name: 'Taken' }).click();
    await expect(page).toHaveURL('/machine?coverage=on&order=least');
    await expect(figures(page).first()).toHaveText('never');
    await expect(figures(page).last()).toHaveText('36×');
    await page.getByRole('button', { name: 'Transition' }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('identity → identity');
    await expect(page.getByRole('columnheader', { name: 'Transition' })).toHaveAttribute('aria-sort', 'ascending');
  });

  test('machine coverage goes along with a flow that happens now', async ({ page, server }) => {
    await page.goto('/machine?coverage=on');
    await expect(page.getByText(/in 40 flows/)).toBeVisible();
    await server.create({ name: 'one-more' });
    await expect(page.getByText(/in 41 flows/)).toBeVisible();
    await expect(box(page, 'identity')).toContainText('41×');
  });

  test('machine the chart is taken along as it is shown, and as Mermaid', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/machine?coverage=on');
    await expect(box(page, 'identity')).toContainText('40×');
    const svg = await save(page, 'Save as SVG');
    expect(svg.name).toBe('profile-create@1.svg');
    expect(svg.text).toContain('>40× · 80 ms</text>');
    expect(svg.text).toContain('<title>flow.cancelled</title>');
    const mermaid = await save(page, 'Save as Mermaid');
    expect(mermaid.text).toMatch(/^stateDiagram-v2\n/);
    await page.getByRole('button', { name: 'Take along' }).click();
    await page.getByRole('menuitem', { name: 'Copy as Mermaid' }).click();
    await expect(page.getByText('The Mermaid diagram is on the clipboard.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(mermaid.text);
  });
});

test('machine coverage before the first flow teaches how the chart comes to be lit', async ({ page }) => {
  await page.goto('/machine?coverage=on');
  await expect(page.getByText('Nothing is lit yet')).toBeVisible();
  await expect(page.getByText('0 of 10 states and 0 of 66 transitions taken, in 0 flows')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expectAccessible(page);
});

test('machine of several definitions one is chosen, and stands in the address', async ({ page }) => {
  await page.route('**/api/machine?*', async (route) => {
    const url = new URL(route.request().url());
    const asked = url.searchParams.get('definition');
    url.searchParams.delete('definition');
    const response = await route.fetch({ url: url.href });
    const machine = (await response.json()) as object;
    const names = ['profile-create@1', 'profile-create@2'];
    await route.fulfill({ response, json: { ...machine, definitions: names, definition: asked ?? names[1] } });
  });
  await page.goto('/machine');
  await page.getByRole('combobox', { name: 'Definition' }).selectOption('profile-create@1');
  await expect(page).toHaveURL('/machine?definition=profile-create%401');
  await expect(page.getByRole('combobox', { name: 'Definition' })).toHaveValue('profile-create@1');
});

const save = async (page: Page, action: string) => {
  await page.getByRole('button', { name: 'Take along' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: action }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
};
