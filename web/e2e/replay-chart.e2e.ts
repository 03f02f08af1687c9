import { expectAccessible } from './accessibility.ts';
import { test } from './fixture.ts';
import { expect, expectAt, importFlow, laneOf, openReplay, stateBox } from './replay-fixture.ts';

test('25 the chart shows where the flow is, where it was, what has a problem, and what was never reached', async ({
  page,
  server,
}) => {
  const { id } = await importFlow(server, 'with-problems');
  await openReplay(page, id, '?at=12');
  await expect(stateBox(page, 'installing')).toHaveAttribute('data-phase', 'active');
  await expect(stateBox(page, 'identity')).toHaveAttribute('data-phase', 'visited');
  await expect(stateBox(page, 'identity')).toHaveAttribute('data-tone', 'ok');
  await expect(stateBox(page, 'mcp')).toHaveAttribute('data-tone', 'soft');
  await expect(stateBox(page, 'done')).toHaveAttribute('data-phase', 'untouched');
  await expect(laneOf(page, 'mcp:a')).toHaveAttribute('data-status', 'failed');
  await expect(page.getByRole('button', { name: /^State mcp: was here, with a problem\. Leads to/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Legend' }).getByRole('listitem')).toHaveText([
    'Is here',
    'Was here',
    'Passed through',
    'With a problem',
    'Failed',
    'Not reached',
  ]);
  const colorOf = (state: string) => stateBox(page, state).evaluate((box) => getComputedStyle(box).borderTopColor);
  const [soft, ok, untouched] = [await colorOf('mcp'), await colorOf('identity'), await colorOf('done')];
  expect(new Set([soft, ok, untouched]).size).toBe(3);
  await expectAccessible(page);
});

test('25 a rejected flow is in a red state', async ({ page, server }) => {
  const { id } = await importFlow(server, 'rejected');
  await openReplay(page, id);
  await expect(stateBox(page, 'rejected')).toHaveAttribute('data-tone', 'hard');
  await expect(page.getByRole('button', { name: /^State rejected: is here, failed/ })).toBeVisible();
  await expect(stateBox(page, 'model')).toHaveAttribute('data-phase', 'untouched');
});

test('25 a state an event only led through is told apart, and so are the ways it took', async ({ page, server }) => {
  const { id } = await importFlow(server, 'minimal');
  await openReplay(page, id, '?at=5');
  await expect(stateBox(page, 'installing')).toHaveAttribute('data-phase', 'active');
  await expect(stateBox(page, 'spawned')).toHaveAttribute('data-passed', 'true');
  await expect(page.getByRole('button', { name: /^State spawned: passed through now/ })).toBeVisible();
  await expect(page.locator('[data-way][data-latest]')).toHaveCount(2);
  await expect(page.locator('[data-way="skills->spawned"]')).toHaveAttribute('data-latest', 'true');
  await page.keyboard.press('j');
  await expectAt(page, 6);
  await expect(page.locator('[data-passed]')).toHaveCount(0);
  await expect(page.locator('[data-way="skills->spawned"]')).toHaveAttribute('data-taken', 'true');
  await expect(page.locator('[data-way][data-latest]')).toHaveCount(1);
});

test('27 a state and an item of the chart lead to the version they first came up at', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id);
  await page.getByRole('button', { name: /^State mcp:/ }).click();
  await expectAt(page, 4, /^Version 4 of 16: model\.skipped/);
  await expect(stateBox(page, 'mcp')).toHaveAttribute('data-phase', 'active');
  await laneOf(page, 'install:/missing').click();
  await expectAt(page, 7, /install\.failed install:\/missing/);
  await page.getByRole('button', { name: /^State identity:/ }).click();
  await expectAt(page, 1);
  await page.getByRole('button', { name: /^State discarded:/ }).click();
  await expectAt(page, 1);
});

test('25 a flow recorded before events were as they are now opens and replays', async ({ page, server }) => {
  const { id, version } = await importFlow(server, 'forked-schema-1');
  await openReplay(page, id, '?at=1');
  await expect(stateBox(page, 'identity')).toHaveAttribute('data-phase', 'active');
  await page.keyboard.press('End');
  await expectAt(page, version);
  await expect(stateBox(page, 'done')).toHaveAttribute('data-phase', 'active');
});

test('38 what was just taken moves and what is going on pulses, but not for who wants little motion', async ({
  page,
  server,
}) => {
  const { id } = await importFlow(server, 'minimal');
  await openReplay(page, id, '?at=5');
  const animations = () =>
    Promise.all(
      ['[data-latest] path', '[data-phase=active] button .rounded-full'].map((selector) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).animationName),
      ),
    );
  expect(await animations()).toEqual(['none', 'none']);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await animations()).toEqual(['flow', 'pulse']);
});
