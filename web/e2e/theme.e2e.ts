import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const teal = 'rgb(4, 28, 28)';
const paper = 'rgb(251, 248, 242)';

const expectGround = (page: Page, color: string) => expect(page.locator('html')).toHaveCSS('background-color', color);

const choose = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name }).click();
};

test('38 the theme follows the system until one is chosen, which is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectGround(page, paper);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectGround(page, teal);
  await choose(page, 'Light');
  await expectGround(page, paper);
  await page.reload();
  await expectGround(page, paper);
});

test.describe('a chosen theme', () => {
  test.use({ provoked: /net::ERR_FAILED/ });

  test('38 is there before the page itself is', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await choose(page, 'Light');
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.goto('/settings', { waitUntil: 'commit' });
    await page.locator('#root').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  });
});

test('38 other tabs follow a choice', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto('/settings');
  await choose(page, 'Light');
  await expect(other.getByRole('radio', { name: /^Light/ })).toBeChecked();
  await expectGround(other, paper);
});
