import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { toExportText } from '../../src/machines/flow/flow-file.ts';
import { createScratch, type Server, startServer } from '../../tests/e2e/server.ts';
import { expectAccessible } from './accessibility.ts';
import { dropFile } from './drop-file.ts';
import { createLoginUrl, expect, test } from './fixture.ts';

const SECRET = 'sk-never-to-be-seen';
const plan = {
  name: 'traveller',
  description: '</script><script>document.title = "taken over"</script><!-- <script>',
  env: { API_KEY: SECRET },
  mcpServers: [{ name: 'docs' }, { name: 'time', command: 'true' }],
};

const record = async (server: Server) => {
  const { id } = await server.create(plan);
  await server.settled(id);
  const records = await (await server.call(`/api/flows/${id}/export`)).text();
  return { id, records };
};

/** Saves what an entry of the export menu gives. */
const save = async (page: Page, entry: string) => {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
};
const asPage = 'Save as a page that needs no server';
const asRecords = 'Export the record';

/** Opens a page from disk in a browser of its own; `asked` is all it ever asked for, `complaints` what it logged. */
const openFile = async (browser: Browser, path: string, text: string) => {
  await writeFile(path, text);
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const url = pathToFileURL(path).href;
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return { page, asked, complaints, url };
};

const chartState = (page: Page, name: string) =>
  page.getByRole('region', { name: 'State chart' }).getByRole('button', { name: `State ${name}` });
const slider = (page: Page) => page.getByRole('slider', { name: 'Version' });

test('34 a flow is saved as a page that plays it from disk, with no server and no request', async ({
  page,
  browser,
  server,
}, testInfo) => {
  test.slow();
  const { id, records } = await record(server);
  const last = records.trimEnd().split('\n').length;
  await page.goto(`/flows/${id}/replay`);
  const saved = await save(page, asPage);
  expect(saved.name).toBe(`${id}.html`);
  expect(saved.text).not.toContain(SECRET);
  expect(saved.text).toMatch(
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/,
  );
  await page.goto('about:blank');
  await server.stop();

  const file = await openFile(browser, testInfo.outputPath('flow.html'), saved.text);
  const opened = file.page;
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('Replay of traveller');
  await expect(opened.getByText(`All ${last} hashes hold`)).toBeVisible();
  await expect(opened).toHaveTitle(/^Replay of traveller/);
  await expect(slider(opened)).toHaveValue(String(last));
  await expect(chartState(opened, 'done')).toHaveAttribute('aria-current', 'step');

  await opened.keyboard.press('Home');
  await expect(slider(opened)).toHaveValue('1');
  await expect(chartState(opened, 'identity')).toHaveAttribute('aria-current', 'step');
  await opened.keyboard.press('f');
  await expect(slider(opened)).toHaveAttribute('aria-valuetext', /mcp\.failed/);
  await expect(opened).toHaveURL(/flow\.html#\/flows\/.*\/replay\?at=\d+$/);
  await opened.getByRole('tab', { name: 'Context' }).click();
  await expect(opened.getByText('items.mcp:docs.state').first()).toBeVisible();
  await opened.getByRole('tab', { name: 'Effects' }).click();
  await expect(opened.getByText(/What can happen next/)).toBeVisible();
  await opened.getByRole('tab', { name: 'Page' }).click();
  await expect(opened.getByRole('heading', { level: 2, name: /traveller/ })).toBeVisible();
  await opened.getByRole('button', { name: 'Count the items' }).click();
  await expect(opened.locator('[data-state=mcp]')).toContainText('1/2 · 1 failed');

  await opened.setViewportSize({ width: 390, height: 844 });
  const top = async (state: string) => (await opened.locator(`[data-state=${state}]`).boundingBox())?.y ?? 0;
  await expect.poll(async () => (await top('installing')) - (await top('identity'))).toBeGreaterThan(200);
  await opened.setViewportSize({ width: 1440, height: 900 });

  expect((await save(opened, asRecords)).text).toBe(records);
  const again = await save(opened, asPage);
  const copy = await openFile(browser, testInfo.outputPath('copy.html'), again.text);
  await expect(copy.page.getByText(`All ${last} hashes hold`)).toBeVisible();
  expect(file.asked).toEqual([file.url]);
  expect(copy.asked).toEqual([copy.url]);
  expect([...file.complaints, ...copy.complaints]).toEqual([]);
});

test('34 the page shows the flow as its user saw it, and says what needs a server', async ({
  browser,
  server,
}, testInfo) => {
  test.slow();
  const { id } = await record(server);
  const html = await (await server.call(`/api/flows/${id}/export?format=html`)).text();
  const { page } = await openFile(browser, testInfo.outputPath('flow.html'), html);
  await expect(chartState(page, 'done')).toHaveAttribute('aria-current', 'step');
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'Open the flow' }).click();
  await expect(page).toHaveURL(new RegExp(`flow\\.html#/flows/${id}$`));
  await expect(page.getByText('This flow was imported')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByRole('link', { name: /again|another/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'That is not in this file' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the replay' }).click();
  await expect(slider(page)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/hashes hold/)).toBeVisible();
});

test('34 a byte of the page that was changed is told with its version', async ({ browser, server }, testInfo) => {
  const { id } = await record(server);
  const html = await (await server.call(`/api/flows/${id}/export?format=html`)).text();
  const changed = html.replace('mcp/missing-command', 'mcp/missing-commend');
  expect(changed).not.toBe(html);
  const { page } = await openFile(browser, testInfo.outputPath('changed.html'), changed);
  const version =
    toExportText(html)
      .split('\n')
      .findIndex((line) => line.includes('mcp/missing-command')) + 1;
  await expect(page.getByRole('alert')).toContainText(`at version ${version} (mcp.failed)`);
  await expect(page.getByText(/hashes hold/)).toHaveCount(0);
});

test('34 an export dropped on a replay is imported and replayed; one that was changed is refused', async ({
  page,
  server,
}) => {
  const { id } = await record(server);
  const html = await (await server.call(`/api/flows/${id}/export?format=html`)).text();
  const foreign = await readFile('tests/corpus/everything.ndjson', 'utf8');
  await page.goto(`/flows/${id}/replay`);
  await expect(slider(page)).toBeVisible();
  await dropFile(page, 'changed.html', html.replace('mcp/missing-command', 'mcp/missing-commend'));
  const refusal = page.getByRole('dialog', { name: 'changed.html was not imported' });
  await expect(refusal.getByRole('alert')).toContainText(/at version \d+ \(mcp\.failed\)/);
  await refusal.getByRole('button', { name: 'Close' }).first().click();
  await dropFile(page, 'same.html', html);
  await expect(page.getByRole('status').filter({ hasText: 'was here already' })).toBeVisible();
  await dropFile(page, 'everything.ndjson', foreign);
  await expect(page).toHaveURL(/\/replay$/);
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(slider(page)).toHaveValue(String(foreign.trimEnd().split('\n').length));
});

for (const format of ['html', 'ndjson'])
  test(`34 a flow exported as ${format} is imported on another machine with the same hashes`, async ({
    page,
    server,
  }) => {
    const { id, records } = await record(server);
    const exported = await server.call(`/api/flows/${id}/export?format=${format}`);
    const buffer = Buffer.from(await exported.arrayBuffer());
    const elsewhere = await createScratch();
    const other = await startServer(elsewhere);
    const context = await page.context().browser()?.newContext();
    if (!context) throw new Error('The page has a browser.');
    const foreign = await context.newPage();
    await foreign.goto(await createLoginUrl(other));
    await foreign.goto(`${other.url}/flows`);
    await foreign.locator('input[type=file]').setInputFiles({ name: `${id}.${format}`, mimeType: '', buffer });
    await expect(foreign.getByText('This flow was imported')).toBeVisible();
    await expect(foreign.getByRole('button', { name: /Try|Discard|Cancel/ })).toHaveCount(0);
    expect(await (await other.call(`/api/flows/${id}/export`)).text()).toBe(records);
    expect((await other.post(`/api/flows/${id}/discard`, { confirm: 'traveller' })).status).toBe(409);
    await context.close();
    await other.stop();
    await elsewhere.remove();
  });
