import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { parse, stringify } from 'yaml';
import { createScratch, type Scratch, type Server, startServer } from '../../tests/e2e/server.ts';
import { test as base, expect } from './fixture.ts';

type Fixtures = Readonly<{
  /** The machine of the server, with an MCP catalog: `keyed`, `built`, and two manifests that cannot be used. */
  scratch: Scratch;
}>;

/** A server with 13 tools, which npm has put here. */
export const everything = resolve('node_modules/@modelcontextprotocol/server-everything/dist/index.js');

const manifests = {
  keyed: {
    ...{ manifest_version: 1, name: 'keyed', description: 'Asks for a key.', source: 'https://example.org/keyed' },
    transport: {
      ...{ type: 'stdio', command: process.execPath, args: [everything] },
      env: { KEYED_TOKEN: '${KEYED_TOKEN}', LEVEL: 'info' },
    },
    auth: { type: 'api_key', env: [{ name: 'KEYED_TOKEN', prompt: 'Token of a keyed account' }] },
  },
  built: {
    ...{ manifest_version: 1, name: 'built', description: 'Has to be built.', source: 'https://example.org/built' },
    transport: { type: 'stdio', command: '${INSTALL_DIR}/start' },
    install: { type: 'git', url: 'https://example.org/built.git', ref: 'a'.repeat(40) },
  },
  later: { manifest_version: 2, name: 'later' },
  broken: { manifest_version: 1, name: 'broken', description: 'No transport.' },
};

export const test = base.extend<Fixtures>({
  scratch: async ({}, use) => {
    const scratch = await createScratch();
    for (const [name, manifest] of Object.entries(manifests)) {
      const directory = join(scratch.directory, 'mcps', name);
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, 'manifest.yaml'), stringify(manifest));
    }
    await use(scratch);
    await scratch.remove();
  },
  server: async ({ scratch }, use) => {
    const server = await startServer(scratch, { env: { HERMES_OPTIONAL_MCPS: join(scratch.directory, 'mcps') } });
    await use(server);
    await server.stop();
  },
});

/** The step, for a profile `scout`. */
export const openStep = async (page: Page): Promise<void> => {
  await page.goto('/profiles/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('scout');
  await page.keyboard.press('Alt+4');
  await expectStep(page, 'Connect MCP servers');
};

export const expectStep = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 2, name })).toBeVisible();

/** A server of the draft; the last one, unless it is told which. */
export const rowOf = (page: Page, name?: string): Locator => {
  const rows = page.getByRole('region', { name: 'Servers of this profile' }).getByRole('listitem');
  const own = rows.filter({ has: page.locator('summary .font-medium') });
  return name === undefined ? own.last() : own.filter({ has: page.locator('summary', { hasText: name }) });
};

/** A field by its whole label, whether it is required or not. */
export const field = (row: Locator, label: string): Locator =>
  row.getByRole('textbox', { name: new RegExp(String.raw`^${label}\s*(required)?$`) });

/** Adds a row for a server of one's own and opens it. */
export const describeServer = async (page: Page, kind: 'A command' | 'An address'): Promise<Locator> => {
  await page.getByRole('tab', { name: 'Manual' }).click();
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  const row = rowOf(page);
  await expect(field(row, 'Name')).toBeFocused();
  return row;
};

/** What a key press of the clipboard brings. */
export const pasteInto = (target: Locator, text: string): Promise<void> =>
  target.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** Creates the profile and reads back what is on disk. */
export const createAndRead = async (
  page: Page,
  { scratch, server }: Readonly<{ scratch: Scratch; server: Server }>,
) => {
  await page.keyboard.press('Alt+5');
  await expectStep(page, 'Review and create');
  await page.getByRole('button', { name: 'Create profile' }).click();
  await expect(page).toHaveURL(/\/flows\/flw_/);
  const home = join(scratch.hermes, 'profiles', 'scout');
  const read = async (name: string) => await readFile(join(home, name), 'utf8');
  await server.settled(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  const config = parse(await read('config.yaml')) as { mcp_servers: unknown };
  return { servers: config.mcp_servers, env: await read('.env') };
};

export { expect };
