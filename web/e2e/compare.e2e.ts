import { z } from 'zod';
import { expectAccessible } from './accessibility.ts';
import { activeIn, caption, expect, here, rows, slider, test } from './compare-fixture.ts';
import { expectPage } from './fixture.ts';
import { expectTouchable } from './lists-fixture.ts';

test('32 two flows go side by side: what differs is marked, the first of it one press away', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expectPage(page, 'Comparison of scout');
  await page.getByRole('button', { name: 'First difference' }).click();
  await expect(here(page)).toHaveAccessibleName('A 1 and B 1: flow.started scout; differs: mcpServers');
  await page.keyboard.press('d');
  await expect(here(page)).toHaveAccessibleName(/^A 5: mcp\.failed mcp:docs · \S+; not in the other$/);
  await expect(caption(page, 'A')).toContainText('version 5 of 7');
  await expect(caption(page, 'B')).toContainText('version 4 of 6');
  await expect(activeIn(page, 'A')).toHaveAttribute('data-state', 'skills');
  await expectAccessible(page);
});

test('39 the comparison can be worked with a finger at 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expect(caption(page, 'B')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Step' })).toBeInViewport();
  await expectTouchable(page);
});

test('32 one extra event moves nothing else apart, and both go on together with slider and keys', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expect(rows(page).filter({ hasText: 'skills.applied' })).toHaveAccessibleName(
    'A 6 and B 5: skills.applied skills',
  );
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Step 2 of 7: A 2 and B 2: identity.created identity');
  await expect(activeIn(page, 'A')).toHaveAttribute('data-state', 'identity');
  await expect(activeIn(page, 'B')).toHaveAttribute('data-state', 'identity');
  await slider(page).fill('6');
  await expect(caption(page, 'A')).toContainText('version 6 of 7');
  await expect(caption(page, 'B')).toContainText('version 5 of 6');
  await rows(page).filter({ hasText: 'model.written' }).click();
  await expect(slider(page)).toHaveValue('4');
});

test('32 the place in a comparison stays in the address, whatever the replay below it was at', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?at=2&cmp=flw_working&cmp-at=2');
  await expect(caption(page, 'A')).toContainText('version 2 of 7');
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await page.keyboard.press('j');
  await page.clock.runFor(1000);
  await expect(caption(page, 'A')).toContainText('version 3 of 7');
  await expect(page).toHaveURL(/at=3&cmp=flw_working&cmp-at=3$/);
});

test('32 what is chosen and taken back stays taken back', async ({ page }) => {
  await page.clock.install();
  await page.goto('/flows/flw_failing/replay?at=2&cmp=flw_working&cmp-at=2');
  await expect(caption(page, 'A')).toContainText('version 2 of 7');
  for (const [key, version] of [
    ['j', 3],
    ['k', 2],
  ] as const) {
    await page.keyboard.press(key);
    await page.clock.runFor(1000);
    await expect(caption(page, 'A')).toContainText(`version ${version} of 7`);
  }
  for (const name of ['Items', 'Events']) {
    await page.getByRole('tab', { name }).click();
    await page.clock.runFor(1000);
    await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }
});

test('32 list and tabs stay in sight in a low window', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 520 });
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expect(here(page)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(here(page)).toBeInViewport();
  await expect(page.getByRole('tab', { name: 'Events' })).toBeInViewport({ ratio: 0.9 });
});

test('32 by the clock both stand at the same time since they began', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_working&at=5&cmp-at=4');
  await expect(caption(page, 'A')).toContainText('+160 ms');
  await expect(caption(page, 'B')).toContainText('+120 ms');
  await page.getByRole('radio', { name: 'By clock' }).click();
  await expect(caption(page, 'A')).toContainText('+160 ms');
  await expect(caption(page, 'B')).toContainText('+160 ms');
  await expect(here(page)).toContainText(/mcp\.failed.*\+160 ms.*skills\.applied/s);
  await expectAccessible(page);
});

test('32 the table has every item of both, those first that differ, and how much longer they took', async ({
  page,
}) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await page.getByRole('tab', { name: 'Items' }).click();
  const groups = page.getByRole('table', { name: 'Items of both flows' }).getByRole('rowgroup');
  await expect(groups.nth(1)).toHaveText(/Whole flow.*Differs.*With problems.*7 events.*Complete.*6 events.*−40 ms/s);
  await expect(groups.nth(2)).toHaveText(/mcp:docs.*Differs.*Failed.*not there.*–/s);
  await expect(groups.nth(3)).not.toContainText('Differs');
  await expect(
    page.getByRole('list', { name: 'Items of both over time' }).getByRole('button').first(),
  ).toHaveAccessibleName('identity, A 40 ms, B 40 ms: go to its end');
  await expectAccessible(page);
});

test('32 flows that did the same are said to, whatever their profiles are called', async ({ page }) => {
  await page.goto('/flows/flw_alike/replay?cmp=flw_working');
  await expect(page.getByText('The same happened in both.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'First difference' })).toBeHidden();
});

test('32 the other flow is chosen by typing, the one before of the same profile first, and left again', async ({
  page,
}) => {
  await page.goto('/flows/flw_failing/replay?at=3');
  const start = page.getByRole('button', { name: 'Compare with…' });
  await start.click();
  const dialog = page.getByRole('dialog', { name: 'Compare with…' });
  const selected = dialog.getByRole('listbox').getByRole('option', { selected: true });
  await expect(selected).toContainText('flw_working');
  await expect(dialog.getByRole('group', { name: 'Proposed' })).toContainText('the one before it');
  await expect(dialog.getByRole('listbox').getByRole('option', { name: 'flw_failing' })).toBeHidden();
  await expectAccessible(page);
  await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('Rejected');
  await expect(dialog.getByRole('listbox').getByRole('option')).toHaveText([/notes/]);
  await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('Any outcome');
  await dialog.getByRole('combobox', { name: 'Search' }).fill('alike');
  await expect(selected).toContainText('triage');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/flows/flw_failing/replay?at=3&cmp=flw_alike');
  await expect(start).toBeFocused();
  await expect(caption(page, 'B')).toContainText('triage');
  await page.getByRole('button', { name: 'Leave the comparison' }).click();
  await expect(page).toHaveURL('/flows/flw_failing/replay?at=3');
  await expect(page.getByRole('heading', { level: 1, name: 'Replay of scout' })).toBeFocused();
  await page.goBack();
  await expectPage(page, 'Comparison of scout');
});

test('32 a fork is first of all compared with what it was forked from', async ({ page, server }) => {
  const answer = await server.post('/api/flows/flw_working/fork', { at: 1, run: true });
  const { flow } = z.object({ flow: z.object({ id: z.string() }) }).parse(await answer.json());
  await server.settled(flow.id);
  await page.goto(`/flows/${flow.id}/replay`);
  await page.getByRole('button', { name: 'Compare with…' }).click();
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options.nth(0)).toHaveText(/scout · this was forked from it.*flw_working/);
  await expect(options.nth(1)).toHaveText(/scout · the one before it.*flw_failing/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/flows/${flow.id}/replay?cmp=flw_working`);
  await expect(caption(page, 'B')).toContainText('version 6 of 6');
});

test('32 a flow that is not there or cannot be read says so, with a way out', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_gone');
  await expect(page.getByText('flw_gone cannot be compared with this flow')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave the comparison' }).click();
  await expectPage(page, 'Replay of scout');
  await page.route('**/api/flows/flw_working/export', async (route) => {
    const lines = (await (await route.fetch()).text()).split('\n');
    await route.fulfill({ body: lines.slice(1).join('\n') });
  });
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expect(page.getByText('This flow cannot be compared.')).toBeVisible();
  await expectAccessible(page);
});

test('32 a flow that breaks off is compared as far as it goes', async ({ page }) => {
  await page.route('**/api/flows/flw_working/export', async (route) => {
    const lines = (await (await route.fetch()).text()).split('\n');
    await route.fulfill({ body: lines.filter((_, index) => index !== 2).join('\n') });
  });
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await expect(page.getByText(/The record of version \d of B cannot be folded/)).toBeVisible();
  await expect(caption(page, 'B')).toContainText('version 2 of 2');
});

test('33 the address holds the comparison: who, where, along what, and what is searched', async ({ page }) => {
  await page.goto('/flows/flw_failing/replay?cmp=flw_working');
  await page.getByRole('radio', { name: 'By clock' }).click();
  await expect(page).toHaveURL(/by=clock/);
  await rows(page).filter({ hasText: 'mcp.failed' }).click();
  await page.getByRole('searchbox').fill('mcp');
  await expect(page).toHaveURL(/q=mcp/);
  await page.getByRole('switch', { name: 'Only differences' }).click();
  await expect(page).toHaveURL(/\?cmp=flw_working&by=clock&at=5&cmp-at=5&q=mcp&only=differences$/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'By clock' })).toBeChecked();
  await expect(page.getByRole('searchbox')).toHaveValue('mcp');
  await expect(page.getByRole('switch', { name: 'Only differences' })).toBeChecked();
  await expect(rows(page)).toHaveCount(1);
  await expect(here(page)).toContainText('mcp.failed');
});
