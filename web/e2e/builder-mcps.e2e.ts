import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './accessibility.ts';
import {
  createAndRead,
  describeServer,
  everything,
  expect,
  expectStep,
  field,
  openStep,
  pasteInto,
  rowOf,
  test,
} from './mcp-fixture.ts';

// Looking at a state in three themes and two sizes takes its time.
test.describe.configure({ timeout: 60_000 });

test.beforeEach(({ page }) => openStep(page));

test('13 a server of the catalog says what it lacks before create, and keeps its key in .env', async ({
  page,
  scratch,
  server,
}) => {
  await expect(page.getByRole('article', { name: 'keyed' })).toContainText('Asks for KEYED_TOKEN');
  await page.getByRole('button', { name: 'Add keyed' }).click();
  await expect(page.getByRole('button', { name: 'keyed is added' })).toBeFocused();
  await expect(rowOf(page, 'keyed')).toContainText('Needs KEYED_TOKEN');
  await expectAccessible(page);
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Enter keyed: KEYED_TOKEN' }).click();
  const value = field(rowOf(page, 'keyed'), 'Value of KEYED_TOKEN');
  await expect(value).toBeFocused();
  await expect(value).toHaveAttribute('type', 'password');
  await value.fill('planted-secret');
  await expect(rowOf(page, 'keyed')).not.toContainText('Needs');
  const { servers, env } = await createAndRead(page, { scratch, server });
  expect(servers).toEqual({
    keyed: { command: process.execPath, args: [everything], env: { KEYED_TOKEN: '${KEYED_TOKEN}', LEVEL: 'info' } },
  });
  expect(env).toContain('KEYED_TOKEN=planted-secret\n');
});

test('13 quoted arguments of a command land on disk as they are meant', async ({ page, scratch, server }) => {
  const row = await describeServer(page, 'A command');
  await field(row, 'Name').fill('mine');
  await field(row, 'Command').fill('node');
  await field(row, 'Arguments').fill(`run 'a b`);
  await expect(field(row, 'Arguments')).toHaveAccessibleDescription(/A quote is open/);
  await page.keyboard.press('Control+Enter');
  await expectStep(page, 'Connect MCP servers');
  await expect(field(row, 'Arguments')).toBeFocused();
  await expectAccessible(page);
  await field(row, 'Arguments').fill(String.raw`run 'a b' "it's" c\ d '' --x="y z"`);
  const words = row.getByRole('list', { name: 'Arguments as the server gets them' }).getByRole('listitem');
  await expect(words).toHaveText(['run', 'a b', "it's", 'c d', 'empty', '--x=y z']);
  await row.getByRole('button', { name: 'Add variable' }).click();
  await page.keyboard.type('TZ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('UTC');
  const { servers } = await createAndRead(page, { scratch, server });
  const args = ['run', 'a b', "it's", 'c d', '', '--x=y z'];
  expect(servers).toEqual({ mine: { command: 'node', args, env: { TZ: 'UTC' } } });
});

test('13 a bearer token goes to .env, and config.yaml refers to it', async ({ page, scratch, server }) => {
  const row = await describeServer(page, 'An address');
  await field(row, 'Name').fill('docs');
  await field(row, 'Address').fill('ftp://example.org');
  await expect(field(row, 'Address')).toHaveAccessibleDescription(/begins with http/);
  await field(row, 'Address').fill('https://example.org/mcp');
  await row.getByRole('radio', { name: /^Bearer token/ }).check();
  await expect(row).toContainText('Needs a token');
  await field(row, 'Bearer token').fill('planted-secret');
  await expectAccessible(page);
  const { servers, env } = await createAndRead(page, { scratch, server });
  const headers = { Authorization: 'Bearer ${MCP_DOCS_API_KEY}' };
  expect(servers).toEqual({ docs: { url: 'https://example.org/mcp', headers } });
  expect(env).toContain('MCP_DOCS_API_KEY=planted-secret\n');
});

test('13 a snippet of a README fills the form, and lines of KEY=value its variables', async ({
  page,
  scratch,
  server,
}) => {
  const snippet = {
    mcpServers: {
      first: { command: 'npx', args: ['-y', 'a b'], env: { FIRST_TOKEN: '<your token>' } },
      second: { url: 'https://example.org/mcp', headers: { 'X-Key': 'planted-header' } },
    },
  };
  const row = await describeServer(page, 'An address');
  await pasteInto(field(row, 'Name'), JSON.stringify(snippet, null, 2));
  await expect(rowOf(page, 'first')).toContainText('Needs FIRST_TOKEN');
  await expect(field(rowOf(page, 'first'), 'Arguments')).toHaveValue("-y 'a b'");
  await expect(rowOf(page, 'second')).toBeVisible();
  const name = field(rowOf(page, 'first'), 'Name of variable 1');
  await pasteInto(name, '# keys\nFIRST_TOKEN="planted-token"\nexport OTHER=two words\n');
  await expect(field(rowOf(page, 'first'), 'Value of FIRST_TOKEN')).toHaveValue('planted-token');
  await page.getByRole('textbox', { name: 'Paste from a README' }).fill('npx -y @modelcontextprotocol/server-memory');
  await expect(page.getByText('Found: memory.')).toBeVisible();
  await page.getByRole('button', { name: 'Add 1 server' }).click();
  const { servers, env } = await createAndRead(page, { scratch, server });
  expect(servers).toEqual({
    first: { command: 'npx', args: ['-y', 'a b'], env: { FIRST_TOKEN: 'planted-token', OTHER: 'two words' } },
    second: { url: 'https://example.org/mcp', headers: { 'X-Key': '${MCP_SECOND_X_KEY}' } },
    memory: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-memory'] },
  });
  expect(env).toContain('MCP_SECOND_X_KEY=planted-header\n');
});

test('13 text without a server in it says so', async ({ page }) => {
  await page.getByRole('tab', { name: 'Manual' }).click();
  const paste = page.getByRole('textbox', { name: 'Paste from a README' });
  await paste.fill('{"hello": "world"}');
  await expect(paste).toHaveAccessibleDescription(/There is no server in this/);
  await expectAccessible(page);
});

test('13 a reload forgets the secrets and says so at their fields', async ({ page }) => {
  await page.getByRole('button', { name: 'Add keyed' }).click();
  await rowOf(page, 'keyed').locator('summary').click();
  await field(rowOf(page, 'keyed'), 'Value of KEYED_TOKEN').fill('planted-secret');
  await page.reload();
  await rowOf(page, 'keyed').locator('summary').click();
  const value = field(rowOf(page, 'keyed'), 'Value of KEYED_TOKEN');
  await expect(value).toHaveValue('');
  await expect(value).toHaveAccessibleDescription(/Enter it again/);
  await expectAccessible(page);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).toContain('KEYED_TOKEN');
  expect(kept).not.toContain('planted-secret');
});

test('13 a name that is taken is told at the field, before create', async ({ page }) => {
  await page.getByRole('button', { name: 'Add keyed' }).click();
  const row = await describeServer(page, 'A command');
  await field(row, 'Name').fill(' keyed ');
  await expect(field(row, 'Name')).toHaveAccessibleDescription(/There is a server “keyed” already/);
  await row.getByRole('button', { name: 'Remove keyed' }).click();
  await expect(rowOf(page, 'keyed').locator('summary')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expectStep(page, 'Review and create');
});

test('13 enter closes the form of a whole server, ctrl-enter leaves the step', async ({ page }) => {
  const row = await describeServer(page, 'An address');
  await page.keyboard.press('Enter');
  await expect(field(row, 'Name')).toHaveAccessibleDescription(/needs a name/);
  await page.keyboard.type('docs');
  await page.keyboard.press('Enter');
  await expect(field(row, 'Address')).toBeFocused();
  await page.keyboard.type('https://example.org/mcp');
  await page.keyboard.press('Enter');
  await expect(row.locator('summary')).toBeFocused();
  await expect(field(row, 'Address')).toBeHidden();
  await expectStep(page, 'Connect MCP servers');
  await page.keyboard.press('Control+Enter');
  await expectStep(page, 'Review and create');
});

test('13 enter in the values of a server goes on to the next one', async ({ page }) => {
  const row = await describeServer(page, 'A command');
  await row.getByRole('button', { name: 'Add variable' }).click();
  await page.keyboard.type('ONE');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(field(row, 'Name of variable 2')).toBeFocused();
  await page.keyboard.type('ONE');
  await expect(field(row, 'Name of variable 2')).toHaveAccessibleDescription('There is a ONE already.');
  await page.keyboard.type('_MORE');
  await expect(field(row, 'Name of variable 2')).toHaveValue('ONE_MORE');
  await expect(field(row, 'Value of ONE')).toHaveValue('1');
  await expect(row).toContainText('Needs ONE_MORE');
  await row.getByRole('button', { name: 'Remove ONE_MORE' }).click();
  await expect(field(row, 'Name of variable 1')).toBeFocused();
});

test('13 the catalog is searched, and tells what it had to leave out', async ({ page }) => {
  await page.getByRole('group').getByText('2 manifests could not be used').click();
  await expect(page.getByText('made for a newer Hermes')).toBeVisible();
  await expect(page.getByRole('article', { name: 'built' })).toContainText('hermes -p scout mcp install built');
  await expect(page.getByRole('button', { name: 'Add built' })).toHaveCount(0);
  await expectAccessible(page);
  const search = page.getByRole('searchbox', { name: 'Search the catalog' });
  await search.fill('keyed acc');
  await expect(page.getByText('Nothing in the catalog matches')).toBeVisible();
  await search.fill('KEYED');
  await expect(page.getByRole('article')).toHaveCount(1);
  await search.press('Enter');
  await expectStep(page, 'Connect MCP servers');
  await search.fill('nothing like it');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Describe it yourself' }).click();
  await expect(page.getByRole('tab', { name: 'Manual' })).toHaveAttribute('aria-selected', 'true');
});

test('13 a source of the catalog that gave nothing is told, and asked again', async ({ page, scratch }) => {
  const [mcps, away] = ['mcps', 'away'].map((name) => join(scratch.directory, name)) as [string, string];
  await rename(mcps, away);
  await page.reload();
  await expect(page.getByText('Nothing came from the installed Hermes.')).toBeVisible();
  await expect(page.getByRole('article', { name: 'context7' })).toBeVisible();
  await expectAccessible(page);
  await rename(away, mcps);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByRole('article', { name: 'keyed' })).toBeVisible();
  await expect(page.getByText('Nothing came from the installed Hermes.')).toBeHidden();
});
