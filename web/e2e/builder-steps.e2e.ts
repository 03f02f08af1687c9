import { expectAccessible } from './accessibility.ts';
import { expect, importPlan, nameField, openBuilder, rail, stepHeading, test } from './builder-fixture.ts';

test.beforeEach(({ page }) => openBuilder(page));

test('1 an invalid name shows the rule under the field, and continue does not advance', async ({ page }) => {
  test.slow();
  await nameField(page).fill('Has Spaces');
  const rule = page.getByRole('alert').filter({ hasText: 'Use 1 to 64 letters' });
  await expect(rule).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(stepHeading(page, 'Who is it?')).toBeVisible();
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(nameField(page)).toHaveAccessibleDescription(/Use 1 to 64 letters/);
  await expectAccessible(page);
});

test('1 a missing name is told once one wants to go on', async ({ page }) => {
  await expect(nameField(page)).not.toHaveAttribute('aria-invalid');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveAccessibleDescription(/A profile needs a name/);
});

test('2 a taken name is refused before create, and a normalised one is shown', async ({ page }) => {
  await nameField(page).fill('Old');
  await expect(nameField(page)).toHaveAccessibleDescription(/There is a profile “old” already/);
  await page.keyboard.press('Control+Enter');
  await expect(stepHeading(page, 'Who is it?')).toBeVisible();
  await nameField(page).fill(' Older ');
  await expect(nameField(page)).toHaveAccessibleDescription(/It will be called “older”, and this name is free/);
});

test('3 enter in a field and ctrl-enter anywhere advance, alt and a digit jump', async ({ page }) => {
  await page.keyboard.press('Alt+3');
  await expect(nameField(page)).toBeFocused();
  await nameField(page).fill('scout');
  await page.keyboard.press('Enter');
  await expect(stepHeading(page, 'Choose its model')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(stepHeading(page, 'Choose its skills')).toBeFocused();
  await page.keyboard.press('Alt+5');
  await expect(stepHeading(page, 'Review and create')).toBeFocused();
  await page.keyboard.press('Alt+1');
  await expect(stepHeading(page, 'Who is it?')).toBeFocused();
});

test('4 focus lands on the step heading and aria-current moves', async ({ page }) => {
  await expect(rail(page).getByRole('button', { name: 'Skills' })).toBeDisabled();
  await nameField(page).fill('scout');
  await expect(rail(page).locator('[aria-current=step]')).toHaveText(/Identity/);
  await rail(page).getByRole('button', { name: 'Skills' }).click();
  await expect(stepHeading(page, 'Choose its skills')).toBeFocused();
  await expect(rail(page).locator('[aria-current=step]')).toHaveText(/Skills/);
  await expect(rail(page).getByRole('button', { name: /^Identity ?, done/ })).toBeVisible();
});

test('5 a reload keeps step and draft, and the draft can be discarded', async ({ page }) => {
  await nameField(page).fill('scout');
  await page.getByRole('textbox', { name: 'Description' }).fill('Reads releases');
  await page.keyboard.press('Alt+4');
  await expect(stepHeading(page, 'Connect MCP servers')).toBeVisible();
  await page.reload();
  await expect(stepHeading(page, 'Connect MCP servers')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(nameField(page)).toHaveValue('scout');
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Reads releases');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  await expect(nameField(page)).toHaveValue('');
  await page.reload();
  await expect(nameField(page)).toHaveValue('');
});

test('5 an address whose step cannot be gone to yet shows what is in the way', async ({ page }) => {
  await openBuilder(page, '?step=review');
  await expect(stepHeading(page, 'Who is it?')).toBeVisible();
  await expect(page).toHaveURL(/step=identity/);
});

test('6 back goes one step back, and leaving with a draft asks', async ({ page }) => {
  test.slow();
  await nameField(page).fill('scout');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+3');
  await expect(stepHeading(page, 'Choose its skills')).toBeVisible();
  await page.goBack();
  await expect(stepHeading(page, 'Choose its model')).toBeFocused();
  await page.getByRole('link', { name: 'Flows' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave the builder?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(stepHeading(page, 'Choose its model')).toBeVisible();
  await page.getByRole('link', { name: 'Flows' }).click();
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  await openBuilder(page);
  await expect(nameField(page)).toHaveValue('scout');
});

test('6 the browser’s Back out of the builder asks, too', async ({ page }) => {
  await page.goto('/profiles');
  await page.getByRole('link', { name: 'New profile' }).first().click();
  await nameField(page).fill('scout');
  await page.goBack();
  const dialog = page.getByRole('dialog', { name: 'Leave the builder?' });
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(page).toHaveURL(/\/profiles\/new/);
  await expect(nameField(page)).toHaveValue('scout');
  await page.goBack();
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Profiles' })).toBeVisible();
});

test('6 a builder nobody has touched is left without a question', async ({ page }) => {
  await page.getByRole('link', { name: 'Flows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
});

test('7 the rail shows what was chosen on each step that is done', async ({ page }) => {
  const skills = { mode: 'exactly', keep: ['alpha', 'beta'], optional: ['delta'] };
  const mcpServers = [{ name: 'docs', url: 'https://example.org/mcp' }];
  const model = { provider: 'openrouter', model: 'nous/hermes-4-70b' };
  await importPlan(page, { name: 'scout', model, skills, mcpServers, hubSkills: ['a/b/c', 'd/e/f'] });
  await expect(nameField(page)).toHaveValue('scout');
  await page.keyboard.press('Alt+5');
  const summaries = [
    'Identity, donescout',
    'Model, donenous/hermes-4-70b',
    'Skills, done2 kept \\+ 3',
    'MCP servers, done1',
  ];
  await expect(rail(page).getByRole('button')).toHaveText([...summaries.map((text) => new RegExp(text)), /Review/]);
});

test('a draft changed in another tab is not written over without a question', async ({ page, context }) => {
  await nameField(page).fill('mine');
  const other = await context.newPage();
  await openBuilder(other);
  await nameField(other).fill('theirs');
  const notice = page.getByRole('alert').filter({ hasText: 'changed in another tab' });
  await expect(notice).toBeVisible();
  await nameField(page).fill('mine-still');
  await other.reload();
  await expect(nameField(other)).toHaveValue('theirs');
  await notice.getByRole('button', { name: 'Go on with the other one' }).click();
  await expect(nameField(page)).toHaveValue('theirs');
  await expect(notice).toBeHidden();
});
