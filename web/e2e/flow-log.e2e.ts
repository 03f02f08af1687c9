import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, type Machine, test } from './flow-fixture.ts';

const escape = '\u001b';

/** Opens the page of a flow whose install says these lines and goes on. */
const openTalking = async (page: Page, machine: Machine, lines: readonly string[]) => {
  const { id } = await machine.start({ name: 'scout', hubSkills: [machine.git.identifier] });
  await machine.git.say(lines.join('\n'));
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'talking-repository', exact: true }).click();
  await expect(page.getByText(lines.at(-1) ?? '', { exact: true })).toBeVisible();
  return { id, log: page.getByRole('region', { name: 'Output of the hub skill talking-repository' }) };
};

const numbered = (count: number, text = '') => Array.from({ length: count }, (_, index) => `line ${index + 1}${text}`);

test('output is text: never markup, never colours, never what turns it around', async ({ page, machine }) => {
  const { log } = await openTalking(page, machine, [
    `<img src=x onerror="document.title='broken'"> & <b>bold</b>`,
    `${escape}[1;31mred${escape}[0m and ${escape}]8;;https://example.org${escape}\\a link${escape}]8;;${escape}\\`,
    'half\rwhole',
    'the end',
  ]);
  await expect(log.getByText(`<img src=x onerror="document.title='broken'"> & <b>bold</b>`)).toBeVisible();
  await expect(log.getByText('red and a link', { exact: true })).toBeVisible();
  await expect(log.getByText('whole', { exact: true })).toBeVisible();
  await expect(log.locator('img, b, a')).toHaveCount(0);
});

test('output is searched, from match to match and round', async ({ page, machine }) => {
  const { log } = await openTalking(page, machine, [
    ...numbered(300),
    'The needle',
    ...numbered(300),
    'a needle and a NEEDLE',
    'end',
  ]);
  await page.getByRole('searchbox', { name: 'Search the output' }).fill('needle');
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible();
  await expect(log.getByText('The needle')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
  await expect(log.locator('mark[aria-current]')).toHaveText('needle');
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(log.locator('mark[aria-current]')).toHaveText('NEEDLE');
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Previous match' }).click();
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible();
  await page.getByRole('searchbox').fill('nowhere');
  await expect(page.getByText('No match')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next match' })).toBeDisabled();
});

test('output is followed until the reader scrolls up, and again on request', async ({ page, machine }) => {
  const { log } = await openTalking(page, machine, numbered(200));
  await machine.git.say('line 201');
  await expect(log.getByText('line 201', { exact: true })).toBeInViewport();
  await log.hover();
  await page.mouse.wheel(0, -1000);
  const jump = page.getByRole('button', { name: 'Jump to newest' });
  await expect(jump).toBeVisible();
  await machine.git.say('line 202\nline 203');
  await expect(page.locator('[data-item]').last()).not.toContainText('line 203');
  await jump.click();
  await expect(log.getByText('line 203', { exact: true })).toBeInViewport();
  await expect(jump).toHaveCount(0);
  await machine.git.say('line 204');
  await expect(log.getByText('line 204', { exact: true })).toBeInViewport();
});

test('output is copied as it is shown and downloaded byte for byte', async ({ page, context, machine }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id } = await openTalking(page, machine, [`${escape}[32mgrün ✓${escape}[0m`, 'end']);
  await machine.git.release();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('scout is ready');
  const path = `/api/flows/${id}/items/${encodeURIComponent(`install:${machine.git.identifier}`)}/log`;
  const bytes = Buffer.from(await (await machine.server().call(path)).arrayBuffer());
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Copy the output' }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    })
    .toMatch(/^grün ✓\nend\n/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the output' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('talking-repository.log');
  expect(await readFile(await download.path())).toEqual(bytes);
  expect(bytes.includes(`${escape}[32mgrün ✓`)).toBe(true);
});

test('a megabyte of output stays a small document and is searched at once', async ({ page, machine }) => {
  test.slow();
  const { log } = await openTalking(page, machine, [
    ...numbered(16_000, ' of a log that says a great deal about little'),
    'end',
  ]);
  expect(await log.locator('*').count()).toBeLessThan(200);
  const search = page.getByRole('searchbox');
  const startedAt = Date.now();
  await search.fill('line 7999 ');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(log.getByText('line 7999 ')).toBeInViewport();
  expect(Date.now() - startedAt).toBeLessThan(3000);
  const longest = await page.evaluate(async () => {
    let most = 0;
    const list = document.querySelector('li section [tabindex="0"]');
    for (let frame = 0, last = performance.now(); frame < 60; frame += 1) {
      list?.scrollBy(0, 400);
      await new Promise(requestAnimationFrame);
      most = Math.max(most, performance.now() - last);
      last = performance.now();
    }
    return most;
  });
  expect(longest).toBeLessThan(250);
});
