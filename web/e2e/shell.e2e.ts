import { expectAccessible } from './accessibility.ts';
import { expect, expectPage, test } from './fixture.ts';

test('a new page takes the focus at its heading, and the first one leaves it alone', async ({ page }) => {
  await expectPage(page, 'Profiles');
  await expect(page.getByRole('heading', { level: 1 })).not.toBeFocused();
  await page.getByRole('link', { name: 'Flows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Flows' })).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expectPage(page, 'Profiles');
});

test('the first key press offers to skip to the content', async ({ page }) => {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the palette opens by Ctrl-K, goes where it is told, and gives the focus back', async ({ page, server }) => {
  const { id } = await server.create({ name: 'release-scout' });
  await page.getByRole('link', { name: 'Machine' }).focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to anything' });
  await expect(palette.getByRole('option', { name: 'Complete release-scout' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('link', { name: 'Machine' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill(id);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/flows/${id}`);
});

test('a menu is worked by keys alone', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Theme' });
  await button.press('Enter');
  const entry = (name: string) => page.getByRole('menuitemradio', { name });
  await expect(entry('Follow the system')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry('Dark')).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry('Follow the system')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
});

test.describe('a file of the page that is gone', () => {
  test.use({ provoked: /status of 404|Failed to fetch dynamically imported module/ });

  test('is told, with a way out', async ({ page }) => {
    await page.route('**/assets/machine-page-*', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Machine' }).click();
    await expect(page.getByRole('alert')).toContainText('The server has a newer page than this tab.');
    await page.unroute('**/assets/machine-page-*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expectPage(page, 'Machine');
  });
});
