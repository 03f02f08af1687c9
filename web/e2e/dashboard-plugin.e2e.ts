import AxeBuilder from '@axe-core/playwright';
import { test as base, expect as expectSoon, type Page } from '@playwright/test';
import { type Dashboard, hermes, startDashboard } from '../../tests/e2e/hermes-dashboard.ts';
import { createScratch, type Server, startServer } from '../../tests/e2e/server.ts';

// The dashboard loads all of its own pages before it asks for plugins.
const expect = expectSoon.configure({ timeout: 20_000 });

type Worker = Readonly<{ server: Server; dashboard: Dashboard }>;

const test = base.extend<object, Worker & { both: Worker }>({
  both: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures off a pattern
    async ({}, use) => {
      const scratch = await createScratch();
      const [server, dashboard] = await Promise.all([startServer(scratch), startDashboard(scratch)]);
      await use({ server, dashboard });
      await Promise.all([server.stop(), dashboard.stop()]);
      await scratch.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [({ both }, use) => use(both.server), { scope: 'worker' }],
  dashboard: [({ both }, use) => use(both.dashboard), { scope: 'worker' }],
  baseURL: ({ dashboard }, use) => use(dashboard.url),
});

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.skip(hermes === '', 'needs HERMES_AGENT: hermes 0.19, which brings its dashboard');

const inside = (page: Page) => page.locator('[data-profile-builder]');
const heading = (page: Page, name: string | RegExp) => inside(page).getByRole('heading', { level: 1, name });
const step = (page: Page, name: string) => inside(page).getByRole('heading', { level: 2, name });
const search = (page: Page) => new URL(page.url()).searchParams;

const setTheme = async (page: Page, dashboard: Dashboard, name: string) => {
  const init = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) };
  expect((await dashboard.call('/api/dashboard/theme', init)).status).toBe(200);
  await page.evaluate((theme) => localStorage.setItem('hermes-dashboard-theme', theme), name);
};

test('a profile is created in the dashboard, and its flow opens there', async ({ page, server }) => {
  await page.goto('/profiles/new');
  await expect(heading(page, 'New profile')).toBeVisible();
  await inside(page).getByLabel('Name', { exact: false }).first().fill('hosted');
  await page.keyboard.press('Enter');
  await expect(inside(page).locator('[data-step=model] [data-step-heading]')).toBeFocused();
  expect(search(page).get('step')).toBe('model');
  await page.goBack();
  await expect(step(page, 'Who is it?')).toBeFocused();
  await page.keyboard.press('Alt+5');
  await expect(step(page, 'Review and create')).toBeFocused();
  await inside(page).getByRole('button', { name: 'Create profile' }).click();
  await expect(page).toHaveURL(/\/flows\?id=flw_/);
  const id = search(page).get('id') ?? '';
  await expect(heading(page, /./)).toBeVisible();
  expect(await server.settled(id)).toMatchObject({ profile: 'hosted' });
});

test('pages follow the dashboard, and the dashboard follows them', async ({ page, server }) => {
  const { id } = await server.create({ name: 'followed' });
  await page.goto(`/flows?id=${id}`);
  await expect(heading(page, /followed/)).toBeVisible();
  await page.getByRole('link', { name: 'Flows' }).first().click();
  await expect(heading(page, 'Flows')).toBeVisible();
  await page.goBack();
  await expect(heading(page, /followed/)).toBeVisible();
  await page.getByRole('link', { name: 'Profiles' }).first().click();
  await expect(inside(page)).toHaveCount(0);
  await page.goBack();
  await expect(heading(page, /followed/)).toBeVisible();
});

test('a page of ours without an address there has one by parameters', async ({ page }) => {
  await page.goto('/flows?page=machine');
  await expect(heading(page, 'Machine')).toBeVisible();
});

test('styles stay where they belong', async ({ page }) => {
  const looks = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('body, nav a, header h1')].map((element) => {
        const { color, fontFamily, fontSize, padding, borderWidth } = getComputedStyle(element);
        return [element.tagName, color, fontFamily, fontSize, padding, borderWidth].join(' ');
      }),
    );
  // With the script of ours that draws nothing, the dashboard looks as it does by itself.
  await page.route('**/plugin-app.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export const mount = () => () => {};',
    }),
  );
  await page.goto('/profiles/new');
  await inside(page).waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Flows' }).waitFor();
  const before = await looks();
  await page.unroute('**/plugin-app.js');
  await page.goto('/profiles/new');
  await expect(heading(page, 'New profile')).toBeVisible();
  await expect.poll(looks).toEqual(before);
  // Borders are ours, by defaults that a document would register.
  await expect(inside(page).getByLabel('Name', { exact: false }).first()).toHaveCSS('border-top-style', 'solid');
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
});

for (const [theme, scheme] of [
  ['default', 'dark'],
  ['midnight', 'dark'],
  ['nous-blue', 'light'],
] as const)
  test(`colours are those of ${theme}, and can be read`, async ({ page, dashboard }) => {
    await page.goto('/profiles/new');
    await setTheme(page, dashboard, theme);
    await page.reload();
    await expect(heading(page, 'New profile')).toBeVisible();
    await expect(inside(page)).toHaveCSS('color-scheme', scheme);
    const palette = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--midground-base'),
    );
    const painted = await heading(page, 'New profile').evaluate((element, text) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = text;
      return [getComputedStyle(element).color, getComputedStyle(probe).color];
    }, palette);
    expect(painted[0]).toBe(painted[1]);
    const name = inside(page).getByLabel('Name', { exact: false }).first();
    await name.fill('A B');
    await name.blur();
    await page.keyboard.press('Alt+2');
    await expect(inside(page).getByRole('alert').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('[data-profile-builder]').setLegacyMode().analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });

test('the token of the server reaches nothing of the page', async ({ page, server }) => {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    const isStream = response.headers()['content-type']?.includes('event-stream');
    if (!isStream) bodies.push(response.text().catch(() => ''));
    bodies.push(Promise.resolve(JSON.stringify([response.headers(), response.request().headers()])));
  });
  await page.goto('/profiles/new');
  await expect(heading(page, 'New profile')).toBeVisible();
  await page.goto('/flows?page=settings');
  await expect(heading(page, 'Settings')).toBeVisible();
  await expect(inside(page).getByText('profile-builder-e2e').first()).toBeVisible();
  const storage = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  );
  const seen = [...(await Promise.all(bodies)), storage, await page.content()];
  expect(seen.filter((text) => text.includes(server.token))).toEqual([]);
  expect(seen.join('')).toContain('X-Hermes-Session-Token');
});

test('without the server, the page says how to start it', async ({ page, server }) => {
  await server.stop();
  await page.goto('/flows?page=settings');
  await expect(inside(page).getByRole('alert')).toContainText('profile-builder serve --data-dir');
});
