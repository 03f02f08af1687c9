import { stat } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const KIB = 1024;

/** What a browser with an empty cache loads to show a page, in bytes of gzip. Workers come later and are not counted. */
const loadedFor = async (page: Page, path: string) => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const assets = files.map((name) => new URL(name).pathname).filter((name) => name.startsWith('/assets/'));
  const sizeOf = async (extension: string) => {
    const sizes = assets.filter((name) => name.endsWith(extension)).map((name) => stat(`web/dist${name}.gz`));
    return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  };
  return { scripts: await sizeOf('.js'), styles: await sizeOf('.css') };
};

const budgets = [
  { path: '/profiles/new', scripts: 150 * KIB },
  { path: '/flows/flw_1', scripts: 150 * KIB },
  { path: '/flows/flw_1/replay', scripts: 180 * KIB },
];

for (const { path, scripts } of budgets) {
  test(`${path} loads at most ${scripts / KIB} KiB of scripts and 12 KiB of styles`, async ({ page }) => {
    const loaded = await loadedFor(page, path);
    expect(loaded.scripts).toBeGreaterThan(0);
    expect(loaded.scripts).toBeLessThanOrEqual(scripts);
    expect(loaded.styles).toBeGreaterThan(0);
    expect(loaded.styles).toBeLessThanOrEqual(12 * KIB);
  });
}
