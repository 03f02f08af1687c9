import { readFile } from 'node:fs/promises';
import { inProfile } from '../../tests/e2e/hermes.ts';
import { blueprint, expect, stepHeading } from './builder-fixture.ts';
import { create, test } from './builder-skills-fixture.ts';
import { begin, filter, models, opening, radio } from './model-page.ts';

test.beforeEach(({ page }) => begin(page));

test('a key that is missing is said before the create, and one entered goes into .env and nowhere else', async ({
  page,
  scratch,
  server,
}) => {
  await filter(page).fill('openrouter claude');
  await expect(models(page)).toContainText('Needs OPENROUTER_API_KEY');
  await radio(page, /claude/)
    .first()
    .check();
  await expect(opening(page)).toContainText('OpenRouter needs OPENROUTER_API_KEY');
  await expect(blueprint(page)).toContainText('no API key for OpenRouter');
  await blueprint(page).getByRole('button', { name: 'Fix this in Model' }).click();
  await expect(page.getByLabel('OPENROUTER_API_KEY')).toBeFocused();
  await page.getByLabel('OPENROUTER_API_KEY').fill('planted-key');
  await expect(opening(page)).toContainText('OPENROUTER_API_KEY is entered here');
  await expect(blueprint(page)).not.toContainText('no API key for OpenRouter');
  await expect(page.locator('body')).not.toContainText('planted-key');
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('planted-key');
  await create(page, server.settled);
  expect(await readFile(inProfile(scratch, 'scout', '.env'), 'utf8')).toContain('OPENROUTER_API_KEY=planted-key');
});

test('a key that is emptied again leaves the plan', async ({ page }) => {
  await filter(page).fill('openrouter claude');
  await radio(page, /claude/)
    .first()
    .check();
  await page.getByLabel('OPENROUTER_API_KEY').fill('planted-key');
  await page.getByLabel('OPENROUTER_API_KEY').fill('');
  await expect(opening(page)).toContainText('OpenRouter needs OPENROUTER_API_KEY');
  const asked = page.waitForRequest('**/api/flows/preview');
  await radio(page, /claude/)
    .last()
    .check();
  expect((await asked).postDataJSON()).not.toHaveProperty('env');
});

test('a provider that is signed in to says how', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'AWS Bedrock' });
  await expect(models(page)).toContainText('Needs a sign-in');
  await radio(page, /context/)
    .first()
    .check();
  await expect(opening(page)).toContainText('It uses your AWS credentials');
});

test('a variable of any name can go into .env', async ({ page, scratch, server }) => {
  await page.getByText('Keys and variables for its .env').click();
  const name = page.getByRole('textbox', { name: 'Name of the variable' });
  await name.fill('1ST');
  await name.press('Enter');
  await expect(name).toHaveAccessibleDescription(/not starting with a digit/);
  await expect(stepHeading(page, 'Choose its model')).toBeVisible();
  await name.fill('HTTPS_PROXY');
  await name.press('Enter');
  await page.getByLabel('HTTPS_PROXY', { exact: true }).fill('http://proxy.example:3128');
  await create(page, server.settled);
  expect(await readFile(inProfile(scratch, 'scout', '.env'), 'utf8')).toContain(
    'HTTPS_PROXY=http://proxy.example:3128',
  );
});
