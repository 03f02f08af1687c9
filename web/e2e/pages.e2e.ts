import { z } from 'zod';
import { expectAccessible } from './accessibility.ts';
import { expect, expectPage, test } from './fixture.ts';

const pages = [
  { path: '/profiles', heading: 'Profiles' },
  { path: '/profiles/new', heading: 'New profile' },
  { path: '/flows', heading: 'Flows' },
  { path: '/flows/flw_1', heading: 'There is no such flow' },
  { path: '/flows/flw_1/replay', heading: 'Replay of flw_1' },
  { path: '/machine', heading: 'Machine' },
  { path: '/settings', heading: 'Settings' },
  { path: '/nowhere', heading: 'There is nothing here' },
];

test('the settings say what the page talks to', async ({ page, server }) => {
  await page.goto('/settings');
  const card = page.locator('section', { hasText: 'This server' });
  await expect(card.getByRole('definition').first()).toHaveText(/^\d+\.\d+\.\d+$/);
  const { home } = z.object({ home: z.string() }).parse(await (await server.call('/api/about')).json());
  await expect(card.getByText(home, { exact: true })).toBeVisible();
});

for (const { path, heading } of pages) {
  test(`${path} opens by its address, is titled, and accessible in every theme and size`, async ({ page }) => {
    await page.goto(path);
    await expectPage(page, heading);
    await expect(page).toHaveTitle(`${heading} – Profile Builder`);
    await expectAccessible(page);
  });
}

test('40 no request leaves the origin, whatever page is opened', async ({ page, server }) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  for (const { path, heading } of pages) {
    await page.goto(path);
    await expectPage(page, heading);
  }
  expect([...asked]).toEqual([server.url]);
});
