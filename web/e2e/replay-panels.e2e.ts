import { expectAccessible } from './accessibility.ts';
import { test } from './fixture.ts';
import { expectTouchable } from './lists-fixture.ts';
import { eventLine, expect, expectAt, importFlow, openPanel, openReplay } from './replay-fixture.ts';

test('29 events are searched for while typing, counted, and marked where they match', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=7');
  const events = page.getByRole('tabpanel').getByRole('listitem');
  await expect(events).toHaveCount(16);
  await page.getByRole('searchbox').fill('FAILED missing');
  await expect(events).toHaveCount(2);
  await expect(page.getByText('2 of 16', { exact: true })).toBeVisible();
  await expect(eventLine(page, 5).locator('mark')).toHaveText(['failed', 'missing']);
  await expect(eventLine(page, 7).locator('mark')).toHaveText(['failed', 'missing']);
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('No event matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(events).toHaveCount(16);
  await expect(page.locator('mark')).toHaveCount(0);
});

test('30 the context tells the state, how the machine got there, and what the event changed', async ({
  page,
  server,
}) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=5&panel=context');
  const panel = page.getByRole('tabpanel');
  await expect(panel.locator('[data-part=state]')).toHaveText('skills');
  await expect(panel.getByRole('listitem')).toHaveText([
    /^mcpmcp\.failed \[itemTakes\]$/,
    /^mcp → skills\[isStageSettled\(mcp\)\]$/,
  ]);
  const changes = panel.getByRole('term');
  await expect(changes.filter({ hasText: /^state$/ })).toHaveCount(1);
  await expect(
    panel.locator('dl > div', { has: page.getByText('context.items.mcp:fs.state', { exact: true }) }),
  ).toHaveText('context.items.mcp:fs.state"running" → "failed"');
  await expect(panel.getByRole('heading', { name: `${await changes.count()} values changed` })).toBeVisible();
  await expectAccessible(page);
});

test('30 the whole context and the event can be copied as JSON', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=5&panel=context');
  const copied = async (what: string): Promise<unknown> => {
    const part = page.locator('details', { hasText: what });
    await part.locator('summary').click();
    await part.getByRole('button', { name: 'Copy' }).click();
    await expect(part.getByText('Copied')).toBeAttached();
    return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  };
  const { value, context: whole } = (await (await server.call(`/api/flows/${id}/snapshot?at=5`)).json()) as {
    value: string;
    context: object;
  };
  expect(await copied('Event as recorded')).toMatchObject({ type: 'mcp.failed', version: 5 });
  expect(await copied('State and context')).toEqual({ state: value, context: whole });
});

test('30 effects are owed until an event settles them, and what can happen next is told', async ({ page, server }) => {
  const { id } = await importFlow(server, 'everything');
  await openReplay(page, id, '?at=4&panel=effects');
  const part = (name: RegExp) =>
    page.getByRole('tabpanel').locator('section', { has: page.getByRole('heading', { name }) });
  await expect(part(/^Effects owed: 1$/).getByRole('listitem')).toHaveText(/^4\.0writeMcp.*mcp:fs.*asked for now$/);
  await expect(part(/^Settled by this event: 1$/).getByRole('listitem')).toHaveText(/writeModel.*model/);
  await expect(
    part(/^What can happen next/)
      .getByRole('listitem')
      .first(),
  ).toHaveText(/^mcp\.written.*skills$/);
  await expectAccessible(page);
});

test("30 the user's page is shown as it looked at the version, with nothing to press", async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=5&panel=page');
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('heading', { level: 2, name: 'retried was still being created' })).toBeVisible();
  await expect(panel.locator('[data-item="mcp:fs"]')).toContainText('Server "fs" has neither a command nor a URL.');
  await expect(panel.getByRole('button', { name: /retry/i })).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(panel.getByRole('heading', { level: 2, name: 'retried is ready' })).toBeVisible();
  await expect(panel.locator('[data-item="mcp:fs"]')).toHaveAttribute('data-state', 'succeeded');
  await expectAccessible(page);
});

test('31 what went wrong is listed with whether it still is so, and leads to its version', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried-then-cancelled');
  await openReplay(page, id, '?panel=problems');
  const rows = page.locator('[data-trouble]');
  const tab = page.getByRole('tab', { name: /^Problems/ });
  await expect(tab).toHaveText(`Problems${await rows.count()}`);
  const first = rows.first();
  await first
    .getByRole('button', { name: /^Go to version/ })
    .first()
    .click();
  const name =
    (await first
      .getByRole('button', { name: /^Go to version/ })
      .first()
      .getAttribute('aria-label')) ?? '';
  const version = Number(/version (\d+)/.exec(name)?.[1]);
  await expectAt(page, version, /failed/);
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel').getByRole('button', { name: /retry/i })).toHaveCount(0);
  await expectAccessible(page);
});

test('31 a problem is tried again from the replay, which then follows what comes of it', async ({ page, server }) => {
  const { id } = await server.create({ name: 'scout', mcpServers: [{ name: 'docs' }] });
  const { version } = await server.settled(id);
  await openReplay(page, id, '?at=3&panel=problems');
  const row = page.locator('[data-trouble="mcp:docs"]');
  await expect(row).toContainText('Still open');
  await row.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(row).toContainText('Failed 2 times');
  await expectAt(page, version + 3, /flow\.completed with-problems/);
  await expect(page).toHaveURL(/replay\?panel=problems$/);
  await row.getByRole('button', { name: 'Edit and retry' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('31 a flow with which nothing went wrong says so', async ({ page, server }) => {
  const { id } = await importFlow(server, 'minimal');
  await openReplay(page, id, '?panel=problems');
  await expect(page.getByText('Nothing went wrong in this flow.')).toBeVisible();
});

test('33 the address holds version, panel and search, and opens the same view again', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id);
  await page.getByRole('searchbox').fill('install');
  await eventLine(page, 13).click();
  await expect(page).toHaveURL(/\/replay\?(?=.*q=install)(?=.*at=13)/);
  const shared = page.url();
  await page.goto('/flows');
  await page.goto(shared);
  await expectAt(page, 13, /install\.queued/);
  await expect(page.getByRole('searchbox')).toHaveValue('install');
  await expect(page.getByText('5 of 16', { exact: true })).toBeVisible();
  await openPanel(page, 'Effects');
  await expect(page).toHaveURL(/panel=effects/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Effects' })).toHaveAttribute('aria-selected', 'true');
  await expectAt(page, 13);
});

test('33 a version that is not there leads to the nearest one that is', async ({ page, server }) => {
  const { id } = await importFlow(server, 'minimal');
  for (const [at, version] of [
    ['99', 6],
    ['-1', 6],
    ['x', 6],
    ['2.5', 6],
  ] as const) {
    await openReplay(page, id, `?at=${at}`);
    await expectAt(page, version);
  }
});

test('39 every control of a replay is large enough for a finger at 360 px', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await page.setViewportSize({ width: 360, height: 800 });
  for (const panel of ['events', 'context', 'effects', 'problems', 'page']) {
    await openReplay(page, id, `?at=8&panel=${panel}`);
    await expectTouchable(page, 'main :is(a, button, summary, select):visible:not([data-state] *)');
  }
});
