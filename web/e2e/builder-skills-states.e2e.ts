import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect } from './builder-fixture.ts';
import { test } from './builder-skills-fixture.ts';
import { all, begin, box, button, identifier, mode, panel, search, tab } from './skills-page.ts';

test.describe('on a machine without Hermes', () => {
  test.use({ hasHermes: false });

  for (const [name, text] of [
    ['Built-in', 'HERMES_BUNDLED_SKILLS'],
    ['Optional', 'HERMES_OPTIONAL_SKILLS'],
    ['Hub', 'Search for what it shall do'],
  ] as const) {
    test(`an empty list says what would fill it: ${name}`, async ({ page }) => {
      await begin(page);
      await expect(mode(page, /^Pick exactly/)).toBeDisabled();
      await tab(page, name).click();
      await expect(panel(page)).toContainText(text);
      await expectAccessible(page);
    });
  }
});

const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the bundle': async () => {},
  'a choice': async (page) => {
    await button(page, /^github/).click();
    await button(page, /^mlops/).click();
    await box(page, 'github-auth').uncheck();
  },
  'no skills': (page) => mode(page, /^None/).check(),
  'optional skills': async (page) => {
    await tab(page, 'Optional').click();
    await button(page, 'Add evm').click();
  },
  'what a search found': async (page) => {
    await tab(page, 'Hub').click();
    await search(page).fill('release');
    await expect(panel(page)).toContainText('2 skills found');
  },
  'a wrong identifier': async (page) => {
    await tab(page, 'Hub').click();
    const where = identifier(page);
    await where.fill('../escape');
    await where.press('Enter');
  },
};

for (const [state, reach] of Object.entries(states)) {
  test(`the step is accessible in every theme and size, with ${state}`, async ({ page }) => {
    await begin(page);
    await expect(panel(page)).toContainText(`${all} of ${all} kept`);
    await reach(page);
    await expectAccessible(page);
  });
}
