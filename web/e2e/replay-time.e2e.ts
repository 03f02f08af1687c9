import { test } from './fixture.ts';
import { eventLine, expect, expectAt, importFlow, openReplay, slider, stateBox, transport } from './replay-fixture.ts';

test('26 buttons step through the versions, to both ends and to what failed next; the slider names the event', async ({
  page,
  server,
}) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id);
  await expectAt(page, 16, 'Version 16 of 16: flow.completed complete');
  const button = (name: RegExp) => transport(page).getByRole('button', { name });
  await button(/^First event/).click();
  await expectAt(page, 1, 'Version 1 of 16: flow.started retried');
  await button(/^Next event/).click();
  await expectAt(page, 2, 'Version 2 of 16: identity.created identity');
  await button(/^Previous event/).click();
  await button(/^Previous event/).click();
  await expectAt(page, 1);
  await button(/^Next failure/).click();
  await expectAt(page, 5, 'Version 5 of 16: mcp.failed mcp:fs · mcp/missing-command');
  await button(/^Next failure/).click();
  await expectAt(page, 7, /install\.failed/);
  await expect(button(/^Next failure/)).toBeDisabled();
  await button(/^Last event/).click();
  await expectAt(page, 16);
});

test('26 keys do the same wherever the focus is, but not in a field', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id);
  const pressed: readonly (readonly [key: string, version: number])[] = [
    ['Home', 1],
    ['j', 2],
    ['j', 3],
    ['k', 2],
    ['f', 5],
    ['f', 7],
    ['f', 7],
    ['End', 16],
    ['j', 16],
  ];
  for (const [key, version] of pressed) {
    await page.keyboard.press(key);
    await expectAt(page, version);
  }
  await page.getByRole('tab', { name: 'Context' }).focus();
  await page.keyboard.press('k');
  await expectAt(page, 15);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('searchbox').pressSequentially('jkf');
  await expectAt(page, 15);
  await expect(page.getByRole('searchbox')).toHaveValue('jkf');
});

test('26 the slider is moved by keys and by hand', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=8');
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expectAt(page, 9, /item\.retried/);
  await page.keyboard.press('Home');
  await expectAt(page, 1);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('There is no slider.');
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await expectAt(page, 16);
});

test('26 it plays at the pace that was chosen, stops when told and at the end, and begins anew from there', async ({
  page,
  server,
}) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=1');
  await page.getByRole('combobox', { name: 'Pace' }).selectOption('16 a second');
  await transport(page).getByRole('button', { name: 'Play (Space)' }).click();
  await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(3);
  await page.keyboard.press('Space');
  await expect(transport(page).getByRole('button', { name: 'Play (Space)' })).toBeVisible();
  const stopped = await slider(page).inputValue();
  await expect(page).toHaveURL(new RegExp(`at=${stopped}$`));
  await page.locator('body').click({ position: { x: 400, y: 90 } });
  await page.keyboard.press('Space');
  await expectAt(page, 16);
  await expect(transport(page).getByRole('button', { name: 'Play (Space)' })).toBeVisible();
  await page.keyboard.press('k');
  await expectAt(page, 15);
  await expect(transport(page).getByRole('button', { name: 'Play (Space)' })).toBeVisible();
  await page.keyboard.press('End');
  await page.getByRole('combobox', { name: 'Pace' }).selectOption('1 a second');
  await transport(page).getByRole('button', { name: 'Play (Space)' }).click();
  await expectAt(page, 1);
  await expectAt(page, 2);
});

test('26 at real pace the pauses are those there were', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=1');
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await transport(page).getByRole('button', { name: 'Play (Space)' }).click();
  const { events } = (await (await server.call(`/api/flows/${id}/events`)).json()) as { events: { at: string }[] };
  const [first = 0, second = 0] = events.map(({ at }) => Date.parse(at));
  await page.clock.runFor(second - first - 1);
  await expectAt(page, 1);
  await page.clock.runFor(1);
  await expectAt(page, 2);
});

test('27 an event leads to its version: chart, slider and list go there', async ({ page, server }) => {
  const { id } = await importFlow(server, 'retried');
  await openReplay(page, id);
  await eventLine(page, 5).click();
  await expectAt(page, 5);
  await expect(eventLine(page, 5)).toHaveAttribute('aria-current', 'step');
  await expect(stateBox(page, 'skills')).toHaveAttribute('data-phase', 'active');
  await expect(page.locator('[aria-current=step]')).toHaveCount(2);
});

test('28 every item has a bar over time, which leads to its end; the play head goes along', async ({
  page,
  server,
}) => {
  const { id, items } = await importFlow(server, 'retried');
  await openReplay(page, id, '?at=1');
  const bars = page.getByRole('list', { name: 'Items over time' });
  await expect(bars.getByRole('listitem')).toHaveCount(items.length);
  const headOf = async () => (await page.locator('[data-part=play-head]').boundingBox())?.x ?? 0;
  const heads = [await headOf()];
  await bars.getByRole('button', { name: /^mcp:fs .* of work: go to its end$/ }).click();
  await expectAt(page, 10, /mcp\.written mcp:fs/);
  heads.push(await headOf());
  await bars.getByRole('button', { name: /^install:\/missing/ }).click();
  await expectAt(page, 15, /install\.succeeded/);
  heads.push(await headOf());
  expect(heads).toEqual([...heads].sort((a, b) => a - b));
  expect(new Set(heads).size).toBe(3);
});
