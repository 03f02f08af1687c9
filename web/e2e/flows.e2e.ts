import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessibility.ts';
import { dropFile } from './drop-file.ts';
import { expect, expectTouchable, flowRows, test } from './lists-fixture.ts';

test.describe('with flows on record', () => {
  test.use({ recorded: 120 });

  test('36 a flow under way stands on top, tells how far it is, and stays in its place when it ends', async ({
    page,
    server,
    git,
  }) => {
    const running = await server.create({ name: 'under-way', hubSkills: [git.identifier] });
    const next = await server.create({ name: 'after-it' });
    await server.settled(next.id);
    await page.goto('/flows');
    const first = flowRows(page).first();
    await expect(first).toContainText('under-way');
    await expect(first).toContainText(/Installing hub skills.*\d of \d/);
    await expect(flowRows(page).nth(1)).toContainText('after-it');
    await git.release();
    await expect(first).toContainText('under-way');
    await expect(first).toContainText('Complete');
    await page.reload();
    await expect(first).toContainText('after-it');
    expect(running.profile).toBe('under-way');
  });

  test('36 a flow that comes on top moves nothing of what is read', async ({ page, server }) => {
    await page.goto('/flows');
    const read = page.locator('[data-flow="flw_00000095"]');
    await page.getByRole('region', { name: 'Flows' }).hover();
    await page.mouse.wheel(0, 1200);
    await expect(read).toBeInViewport();
    await expect(read.locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '26');
    const before = await read.boundingBox();
    await server.create({ name: 'newcomer' });
    await expect(read.locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '27');
    expect((await read.boundingBox())?.y).toBe(before?.y);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(flowRows(page).first()).toContainText('newcomer');
  });

  test('36 filters and search narrow the list, stand in the address, and Back takes them back', async ({ page }) => {
    await page.goto('/flows');
    await page.getByRole('link', { name: 'Rejected', exact: true }).click();
    await expect(page).toHaveURL('/flows?outcome=rejected');
    await expect(flowRows(page).first()).toContainText('Rejected');
    await expect(flowRows(page).filter({ hasText: 'Complete' })).toHaveCount(0);
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await page.getByRole('searchbox').fill('NOTES-96');
    await expect(flowRows(page)).toHaveCount(1);
    await expect(page).toHaveURL('/flows?q=NOTES-96');
    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue('NOTES-96');
    await expect(flowRows(page)).toHaveText(/notes-96/);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByRole('button', { name: 'Show all flows' }).click();
    await expect(page).toHaveURL('/flows');
    await expect(page.getByRole('searchbox')).toHaveValue('');
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL('/flows?outcome=rejected');
    await expect(page.getByRole('link', { name: 'Rejected', exact: true })).toHaveAttribute('aria-current', 'true');
  });

  test('36 keys move along the rows as far as there are any, and Enter opens one', async ({ page }) => {
    await page.goto('/flows');
    await expect(flowRows(page).first()).toBeVisible();
    for (const key of ['j', 'j', 'k', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await expect(page.locator('[data-flow="flw_00000118"]')).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.locator('[data-flow="flw_00000071"]')).toBeFocused();
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(page.locator('[data-flow="flw_00000001"]')).toBeFocused({ timeout: 200 });
    }).toPass();
    await page.keyboard.press('Home');
    await expect(page.locator('[data-flow="flw_00000120"]')).toBeFocused();
    await page.getByRole('searchbox').fill('notes-1');
    await expect(flowRows(page).first()).toContainText('notes-1');
    await page.keyboard.press('ArrowDown');
    await expect(flowRows(page).first()).toBeFocused();
    const id = await flowRows(page).first().getAttribute('data-flow');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`/flows/${id ?? ''}`);
  });

  test('39 the list is accessible and touchable at every size, with long names and forks', async ({
    page,
    server,
    git,
  }) => {
    const long = await server.create({
      name: 'n'.repeat(64),
      hubSkills: [git.identifier],
      mcpServers: [{ name: 'a' }],
    });
    await server.post(`/api/flows/flw_00000120/fork`, { at: 1, run: true, plan: { name: 'forked' } });
    await page.goto('/flows');
    await expect(flowRows(page).filter({ hasText: 'Fork of flw_00000120 at version 1' })).toHaveCount(1);
    await expect(page.locator(`[data-flow="${long.id}"]`)).toContainText('1 problem');
    await expectAccessible(page);
    await expectTouchable(page);
  });
});

test('36 an empty list teaches how flows come to be', async ({ page }) => {
  await page.goto('/flows');
  await expect(page.getByText('No flows yet')).toBeVisible();
  await expect(page.getByText('profile-builder create --name')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'New profile' }).click();
  await expect(page).toHaveURL('/profiles/new');
});

test('36 an exported flow is imported by file or dropped, and said to be so; a damaged one is refused', async ({
  page,
}) => {
  const text = await readFile('tests/corpus/complete.ndjson', 'utf8');
  await page.goto('/flows');
  const file = (name: string, content: string) => ({
    name,
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(content),
  });
  await page
    .locator('input[type=file]')
    .setInputFiles(file('broken.ndjson', text.replaceAll('openrouter', 'elsewhere')));
  const refusal = page.getByRole('dialog', { name: 'broken.ndjson was not imported' });
  await expect(refusal.getByRole('alert')).toContainText('version');
  await refusal.getByRole('button', { name: 'Close' }).first().click();
  await page.locator('input[type=file]').setInputFiles(file('complete.ndjson', text));
  await expect(page).toHaveURL(/\/flows\/flw_/);
  await expect(page.getByRole('status').filter({ hasText: 'was imported' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flows' }).click();
  await expect(flowRows(page)).toContainText('Imported');
  await dropFile(page, 'complete.ndjson', text);
  await expect(page).toHaveURL(/\/flows\/flw_/);
  await expect(page.getByRole('status').filter({ hasText: 'was here already' })).toBeVisible();
});
