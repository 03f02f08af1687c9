import { expectAccessible } from './accessibility.ts';
import { describeServer, everything, expect, field, openStep, test } from './mcp-fixture.ts';

// Looking at a state in three themes and two sizes takes its time.
test.describe.configure({ timeout: 60_000 });

test.beforeEach(({ page }) => openStep(page));

test('13 a test lists the tools of a server, and is marked once the entry is another', async ({ page }) => {
  const row = await describeServer(page, 'A command');
  await field(row, 'Name').fill('everything');
  await field(row, 'Command').fill(process.execPath);
  await field(row, 'Arguments').fill(everything);
  await row.getByRole('button', { name: 'Test everything' }).click();
  await expect(row.getByText('It works and has 13 tools.').first()).toBeVisible();
  await expect(row.getByRole('list', { name: 'Tools' }).getByRole('listitem')).toHaveCount(13);
  await expect(row.getByRole('list', { name: 'Tools' })).toContainText('Echoes back the input string');
  await expectAccessible(page);
  await field(row, 'Arguments').fill(`${everything} stdio`);
  await expect(row.getByText('Changed since this test')).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Test everything' }).click();
  await expect(row.getByText('Changed since this test')).toBeHidden();
});

test('13 a test tells why a server fails, in its own words', async ({ page }) => {
  const row = await describeServer(page, 'A command');
  await row.getByRole('button', { name: /^Test/ }).click();
  await expect(field(row, 'Name')).toBeFocused();
  await expect(field(row, 'Command')).toHaveAccessibleDescription(/which program/);
  await field(row, 'Name').fill('broken');
  await field(row, 'Command').fill('no-such-program');
  await expect(row.getByText(/was not found on PATH/)).toBeVisible();
  await field(row, 'Command').fill(process.execPath);
  await field(row, 'Arguments').fill(`-e 'console.error("no licence"); process.exit(3)'`);
  await row.getByRole('button', { name: 'Test broken' }).click();
  await expect(row.getByRole('region')).toContainText('exited with code 3');
  await expect(row.getByRole('region')).toContainText('no licence');
  await expectAccessible(page);
});

test('13 a test can be cancelled', async ({ page }) => {
  const row = await describeServer(page, 'A command');
  await field(row, 'Name').fill('slow');
  await field(row, 'Command').fill('sleep');
  await field(row, 'Arguments').fill('60');
  await row.getByRole('button', { name: 'Test slow' }).click();
  await expect(row.getByText('Testing… 1 s')).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Cancel the test of slow' }).click();
  await expect(row.getByText('The test was cancelled').first()).toBeVisible();
  await expect(row.getByRole('button', { name: 'Test slow' })).toBeFocused();
});
