import { expectAccessible } from './accessibility.ts';
import { test } from './flow-fixture.ts';
import { eventLine, expect, expectAt, laneOf, openReplay, slider, stateBox } from './replay-fixture.ts';

test('26 a flow that goes on is followed: chart, list and time come along', async ({ page, machine }) => {
  const { git } = machine;
  const { id, version } = await machine.start({ name: 'scout', hubSkills: [git.identifier] });
  await openReplay(page, id);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expectAt(page, version, /install\.started/);
  await expect(laneOf(page, `install:${git.identifier}`)).toHaveAttribute('data-status', 'running');
  await expectAccessible(page);
  await git.release();
  await expect(stateBox(page, 'done')).toHaveAttribute('data-phase', 'active');
  await expectAt(page, version + 2, /flow\.completed complete/);
  await expect(eventLine(page, version + 2)).toHaveAttribute('aria-current', 'step');
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
});

test('26 it is paused in the past while the flow goes on, also over a reload, and goes back to live', async ({
  page,
  machine,
}) => {
  const { git } = machine;
  const folder = await machine.makeFolder('notes');
  const { id } = await machine.start({ name: 'scout', hubSkills: [git.identifier, folder] });
  const { version } = await machine.server().until(id, ({ items }) => items.at(-1)?.state === 'queued');
  await openReplay(page, id);
  await eventLine(page, 3).click();
  await expect(page.getByText(`${version - 3} newer versions`)).toBeVisible();
  await expectAccessible(page);
  await machine.server().post(`/api/flows/${id}/cancel`, { item: `install:${folder}` });
  const { version: now } = await machine.server().until(id, ({ items }) => items.at(-1)?.state === 'cancelled');
  await expect(page.getByText(`${now - 3} newer versions`)).toBeVisible();
  await expectAt(page, 3);
  await expect(slider(page)).toHaveAttribute('max', String(now));
  await expect(page).toHaveURL(/at=3$/);
  await page.reload();
  await expectAt(page, 3, /^Version 3 of/);
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expectAt(page, now);
  await expect(page).toHaveURL(/\/replay$/);
  await git.release();
  await expect(stateBox(page, 'done')).toHaveAttribute('data-phase', 'active');
});

test('26 going to the last event of a flow that goes on is following it', async ({ page, machine }) => {
  const { git } = machine;
  const { id, version } = await machine.start({ name: 'scout', hubSkills: [git.identifier] });
  await openReplay(page, id, '?at=2');
  await page.keyboard.press('End');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await git.release();
  await expectAt(page, version + 2);
});

test('26 a connection that was lost leaves no gap', async ({ page, machine }) => {
  test.slow();
  const { git } = machine;
  const { id, version } = await machine.start({ name: 'scout', hubSkills: [git.identifier] });
  await openReplay(page, id);
  await machine.kill();
  await git.release();
  await machine.restart();
  await machine.server().settled(id);
  await expect(stateBox(page, 'done')).toHaveAttribute('data-phase', 'active', { timeout: 20_000 });
  await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(version);
});
