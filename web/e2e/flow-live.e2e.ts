import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, rowOf, test } from './flow-fixture.ts';

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What was put in live regions, in the order of the alphabet: installs start and end in their own time. */
const heardIn = async (page: Page): Promise<readonly string[]> => {
  const heard: unknown = await page.evaluate((): unknown => Reflect.get(globalThis, 'heard'));
  const sentences = z.array(z.string()).parse(heard);
  return sentences.sort();
};

test('17 a flow has an address of its own; a reload while it runs goes on without a gap', async ({ page, machine }) => {
  const { git } = machine;
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier] });
  await page.goto(`/flows/${id}`);
  await expect(headline(page)).toHaveText('Creating scout');
  await expect(page).toHaveTitle('… Creating scout – Profile Builder');
  await pressed(page, 'talking-repository');
  await git.say('first line');
  await expect(page.getByText('first line', { exact: true })).toBeVisible();
  await page.reload();
  await expect(headline(page)).toHaveText('Creating scout');
  await git.say('second line');
  await expect(page.getByText('second line', { exact: true })).toBeVisible();
  await git.release();
  await expect(headline(page)).toHaveText('scout is ready');
  await expect(page).toHaveTitle('✓ scout is ready – Profile Builder');
  await pressed(page, 'talking-repository');
  for (const line of ['first line', 'second line']) {
    await page.getByRole('searchbox').fill(line);
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  }
});

test('18 shows each step with its state and how long it took; installs advance by themselves', async ({
  page,
  machine,
}) => {
  const { git } = machine;
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.start({
    name: 'scout',
    model: { provider: 'openrouter', model: 'nous/hermes' },
    mcpServers: [{ name: 'time', command: 'uvx' }],
    hubSkills: [git.identifier, folder, machine.folder('missing')],
  });
  await page.goto(`/flows/${id}`);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    'Profile',
    'Model',
    'MCP servers',
    'Skills',
    'Hub skills',
  ]);
  const [first, second, third] = [
    `install:${git.identifier}`,
    `install:${folder}`,
    `install:${machine.folder('missing')}`,
  ].map((item) => rowOf(page, item));
  if (!first || !second || !third) throw new Error('There are no rows.');
  await expect(rowOf(page, 'identity')).toContainText(/Directory of the profile.*Done.*\d+ ms/s);
  await expect(rowOf(page, 'mcp:time')).toContainText(/time.*Done/s);
  await expect(first).toContainText('Running');
  await expect(second).toContainText('Queued');
  await expect(second).toContainText('Waits for the install before it.');
  await expect(third).toContainText('Failed');
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '5 of 8 steps done, 1 problem');
  const seconds = async () => Number(/(\d+) s/.exec((await first.textContent()) ?? '')?.[1]);
  const before = await seconds();
  await expect.poll(seconds).toBeGreaterThan(before);
  await git.release();
  await expect(first).toContainText('Done');
  await expect(second).toContainText('Done');
  await expect(headline(page)).toHaveText('scout is ready, with 1 problem');
});

test('19 what fails opens itself and says why and what helps, while the rest goes on', async ({ page, machine }) => {
  const { git } = machine;
  const { id } = await machine.start({ name: 'scout', mcpServers: [{ name: 'linear' }], hubSkills: [git.identifier] });
  await page.goto(`/flows/${id}`);
  const row = rowOf(page, 'mcp:linear');
  await expect(row.getByText('Server "linear" has neither a command nor a URL. Say how it is reached.')).toBeVisible();
  await expect(row.getByText('Change what is wrong, then try again.')).toBeVisible();
  await expect(row.getByRole('button', { name: 'Edit and retry' })).toBeVisible();
  await expect(rowOf(page, `install:${git.identifier}`)).toContainText('Running');
  await expect(headline(page)).toHaveText('Creating scout');
});

test('24 a screen reader hears each milestone once, and nothing that is printed', async ({ page, machine }) => {
  const { git } = machine;
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier, folder] });
  await page.goto(`/flows/${id}`);
  await expect(headline(page)).toHaveText('Creating scout');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const region of document.querySelectorAll('[aria-live], [role=alert], output'))
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? '');
      }).observe(region, { childList: true, subtree: true, characterData: true });
  });
  await page.getByRole('button', { name: 'talking-repository', exact: true }).focus();
  for (const line of ['a line', 'another line']) await git.say(line);
  await expect(page.getByText('another line')).toBeVisible();
  await git.release();
  await expect(headline(page)).toHaveText('scout is ready');
  await expect
    .poll(() => heardIn(page))
    .toEqual([
      'Hub skill notes: begun.',
      'Hub skill notes: done.',
      'Hub skill talking-repository: done.',
      'scout is ready.',
    ]);
  await expect(page.getByRole('button', { name: 'talking-repository', exact: true })).toBeFocused();
});
