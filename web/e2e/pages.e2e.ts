import { expectAccessible } from './accessibility.ts';
import { expect, expectPage, test } from './fixture.ts';

const pages = [
  { path: '/profiles', heading: 'Profiles' },
  { path: '/profiles/new', heading: 'New profile' },
  { path: '/flows', heading: 'Flows' },
  { path: '/flows/flw_1', heading: 'Creating flw_1' },
  { path: '/flows/flw_1/replay', heading: 'Replay of flw_1' },
  { path: '/machine', heading: 'Machine' },
  { path: '/settings', heading: 'Settings' },
  { path: '/nowhere', heading: 'There is nothing here' },
];

for (const { path, heading } of pages) {
  test(`${path} opens by its address, is titled, and accessible in every theme and size`, async ({ page }) => {
    await page.goto(path);
    await expectPage(page, heading);
    await expect(page).toHaveTitle(`${heading} – Profile Builder`);
    await expectAccessible(page);
  });
}
