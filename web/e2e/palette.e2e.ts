import { expectAccessible } from './accessibility.ts';
import { expectPage } from './fixture.ts';
import { expect, makeProfile, profileRow, test } from './lists-fixture.ts';

test.describe('with more flows than it shows', () => {
  test.use({ recorded: 120 });

  test('37 the palette finds profiles, and flows however old', async ({ page, scratch }) => {
    await makeProfile(scratch, 'scout', 'Reads releases');
    await page.goto('/machine');
    await expectPage(page, 'Machine');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to anything' });
    const input = palette.getByRole('combobox');
    await input.fill('flw_00000002');
    const option = palette.getByRole('option', { selected: true });
    await expect(option).toContainText('mailroom-21');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/flows/flw_00000002');
    await page.keyboard.press('Control+k');
    await input.fill('scout');
    await palette.getByRole('group', { name: 'Profiles' }).getByRole('option', { name: 'scout' }).click();
    await expect(page).toHaveURL('/profiles?q=scout');
    await expect(profileRow(page, 'scout')).toContainText('Reads releases');
    await expect(profileRow(page, 'default')).toBeHidden();
  });
});
