import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { inProfile } from '../../tests/e2e/hermes.ts';
import { expectAccessible } from './accessibility.ts';
import { blueprint, expect } from './builder-fixture.ts';
import { create, test } from './builder-skills-fixture.ts';
import { begin, chosen, filter, models, opening, radio, typed } from './model-page.ts';

test.beforeEach(({ page }) => begin(page));

test('9 the default comes first, then what has a key, and every model says what it can', async ({ page }) => {
  const radios = models(page).getByRole('radio');
  await expect(radios.first()).toHaveAccessibleName(/^Hermes’ default/);
  await expect(radios.first()).toBeChecked();
  await expect(models(page).locator('[data-list]')).toContainText(/^DeepSeek\s*Key found in the environment/);
  await expect(radios.nth(2)).toHaveAccessibleName(/Recommended/);
  await filter(page).fill('anthropic/claude sonnet 4');
  await expect(radio(page, /Recommended/).first()).toHaveAccessibleName(
    /200K context.*Vision.*Reasoning.*Tools.*\$3\.00 in/,
  );
});

test('9 the filter narrows while one types, and the number of matches is told', async ({ page }) => {
  const told = models(page).getByRole('status');
  await filter(page).fill('claude');
  const all = Number.parseInt(await told.innerText(), 10);
  await filter(page).fill('openrouter claude sonnet');
  await expect(told).toHaveText(/^\d models?$/);
  expect(Number.parseInt(await told.innerText(), 10)).toBeLessThan(all);
  for (const one of await radio(page, /context/).all()) await expect(one).toHaveAccessibleName(/claude.*sonnet/);
  await filter(page).fill('claude nobody-has-this');
  await expect(page.getByText('No model matches')).toBeVisible();
  await page.getByRole('button', { name: /^Type “claude nobody-has-this” by hand/ }).click();
  await expect(typed(page, 'Model')).toHaveValue('claude nobody-has-this');
});

test('9 arrow keys move the choice through all of a long list, which is one stop of the tab key', async ({ page }) => {
  await filter(page).fill('claude');
  await filter(page).press('Enter');
  await page.keyboard.press('Space');
  await expect(chosen(page)).toHaveAccessibleName(/claude/);
  await filter(page).fill('');
  await expect(chosen(page), 'the chosen one comes into sight').toBeInViewport();
  const before = await chosen(page).getAttribute('aria-posinset');
  for (let pressed = 0; pressed < 25; pressed += 1) await chosen(page).press('ArrowDown');
  await expect(chosen(page)).toBeFocused();
  await expect(chosen(page)).toBeInViewport();
  await expect(chosen(page)).toHaveAttribute('aria-posinset', String(Number(before) + 25));
  expect(await models(page).getByRole('radio').count(), 'only what is in sight is drawn').toBeLessThan(60);
  await page.keyboard.press('Tab');
  await expect(models(page).getByRole('radio').and(page.locator(':focus'))).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(chosen(page)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('combobox', { name: 'Provider' })).toBeFocused();
  await page.getByRole('radio', { name: /^Hermes’ default/ }).press('ArrowUp');
  await expect(chosen(page), 'it goes round at the ends').toHaveAttribute('aria-posinset', /^\d{3}$/);
});

test('9 the choice is in the blueprint at once, and in config.yaml after the create', async ({
  page,
  scratch,
  server,
}) => {
  await filter(page).fill('openrouter claude-sonnet-4');
  await radio(page, /^anthropic\/claude-sonnet-4/)
    .first()
    .check();
  await expect(blueprint(page)).toContainText('default: anthropic/claude-sonnet-4');
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Edit: Model' }).click();
  await expect(filter(page)).toBeFocused();
  await expect(chosen(page)).toHaveAccessibleName(/claude-sonnet-4/);
  await expect(chosen(page)).toBeInViewport();
  await create(page, server.settled);
  const config = await readFile(inProfile(scratch, 'scout', 'config.yaml'), 'utf8');
  expect(config).toContain('provider: openrouter');
  expect(config).toContain('default: anthropic/claude-sonnet-4');
});

test('a model Hermes spells in its own way is told', async ({ page }) => {
  await filter(page).fill('deepseek-reasoner');
  await radio(page, /^deepseek-reasoner/)
    .first()
    .check();
  await expect(opening(page)).toContainText('Hermes calls it “deepseek-v4-flash”');
});

test('a model of a server of one’s own is typed by hand', async ({ page, scratch, server }) => {
  await radio(page, /^Another model or address/).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  const provider = typed(page, 'Provider');
  await expect(provider).toBeFocused();
  await expect(provider).toHaveAccessibleDescription(/Type the provider/);
  await provider.fill('custom');
  await typed(page, 'Model').fill('qwen3:8b');
  const address = page.getByRole('textbox', { name: 'Address (base URL)' });
  await address.fill('localhost:11434');
  await expect(address).toHaveAccessibleDescription(/Type a whole address/);
  await address.fill('http://localhost:11434/v1');
  await expect(opening(page)).toContainText('Hermes sends no key');
  await create(page, server.settled);
  const config = await readFile(inProfile(scratch, 'scout', 'config.yaml'), 'utf8');
  for (const line of ['provider: custom', 'default: qwen3:8b', 'base_url: http://localhost:11434/v1'])
    expect(config).toContain(line);
});

test('a source that did not answer is named, and asked again', async ({ page, dashboard }) => {
  await expect(page.getByText(/^From the running Hermes dashboard, /)).toBeVisible();
  dashboard.answer(false);
  await page.reload();
  const note = page.getByText(/the running Hermes dashboard did not answer/i);
  await expect(note).toBeVisible();
  await expect(radio(page, /deepseek/).first()).toBeVisible();
  dashboard.answer(true);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(note).toBeHidden();
  await filter(page).fill('big-one');
  await expect(radio(page, /^big-one/)).toBeVisible();
});

test.describe('when there is no list', () => {
  test.use({ provoked: /status of 503/ });

  test('it says why and tries again, and a model can still be typed', async ({ page }) => {
    const detail = { title: 'The server is busy', status: 503, detail: 'Ask again later.', code: 'server/busy' };
    await page.route('**/api/model/options*', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(detail) }),
    );
    await page.reload();
    const alert = page.getByRole('alert').filter({ hasText: 'The server is busy' });
    await expect(alert).toBeVisible({ timeout: 10_000 });
    await radio(page, /^Another model or address/).check();
    await expect(typed(page, 'Provider')).toBeVisible();
    await page.unroute('**/api/model/options*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(radio(page, /deepseek/).first()).toBeVisible();
  });
});

test('a copy begins with the model of its source', async ({ page, server }) => {
  const { id } = await server.create({ name: 'old', alias: false, model: { provider: 'openrouter', model: 'nous/h' } });
  await server.settled(id);
  await page.keyboard.press('Alt+1');
  await page.reload();
  await page.getByRole('combobox', { name: 'Start as a copy of' }).selectOption('old');
  await page.keyboard.press('Alt+2');
  await expect(radio(page, /^That of “old”/)).toBeChecked();
  await expect(models(page)).toContainText('openrouter / nous/h');
  await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText('Model');
});

const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'all models': async () => {},
  'one that needs a key': async (page) => {
    await filter(page).fill('openrouter claude');
    await radio(page, /claude/)
      .first()
      .check();
    await expect(opening(page)).toBeVisible();
  },
  'none that matches': async (page) => {
    await filter(page).fill('nobody-has-this');
    await expect(page.getByText('No model matches')).toBeVisible();
  },
  'one typed by hand that is not complete': async (page) => {
    await radio(page, /^Another model or address/).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(typed(page, 'Provider')).toBeFocused();
  },
  'a variable to enter': async (page) => {
    await page.getByText('Keys and variables for its .env').click();
    await page.getByRole('textbox', { name: 'Name of the variable' }).fill('HTTPS_PROXY');
    await page.getByRole('button', { name: 'Add a variable' }).click();
    await page.getByRole('button', { name: 'Add a variable' }).click();
  },
};

for (const [state, reach] of Object.entries(states)) {
  test(`the step is accessible in every theme and size, with ${state}`, async ({ page }) => {
    await reach(page);
    await expectAccessible(page);
  });
}
