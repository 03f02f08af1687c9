import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const themes = [
  { theme: 'dark', colorScheme: 'dark' },
  { theme: 'light', colorScheme: 'dark' },
  { theme: 'system', colorScheme: 'light' },
] as const;

const sizes = [
  { width: 1440, height: 900 },
  { width: 360, height: 800 },
] as const;

/** Six looks at a page take seconds each on a machine that is busy. */
const SLOW_MS = 90_000;

/** Holds what is shown now against axe in every theme and at two sizes, and asks that nothing needs sideways scrolling. */
export const expectAccessible = async (page: Page): Promise<void> => {
  test.setTimeout(SLOW_MS);
  for (const { theme, colorScheme } of themes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
      );
      expect(found, `axe in ${theme} at ${size.width} px`).toEqual([]);
      expect(await overflowOf(page), `sideways scroll at ${size.width} px`).toBe(0);
    }
  }
};

/** How many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
