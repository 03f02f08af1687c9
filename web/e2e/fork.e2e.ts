import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FlowSummary, FlowView } from '../../src/machines/flow/view.ts';
import { expectAccessible } from './accessibility.ts';
import type { Server } from '../../tests/e2e/server.ts';
import { expect, test } from './flow-fixture.ts';

const plan = {
  name: 'scout',
  env: { SCOUT_KEY: 'planted-1' },
  mcpServers: [{ name: 'docs' }, { name: 'linear', command: 'npx' }],
};

const create = async (server: Server): Promise<FlowView> => server.settled((await server.create(plan)).id);
const versionOf = async (server: Server, id: string): Promise<number> =>
  ((await (await server.call(`/api/flows/${id}`)).json()) as FlowView).version;
const flowsOf = async (server: Server): Promise<readonly FlowSummary[]> =>
  ((await (await server.call('/api/flows')).json()) as { flows: readonly FlowSummary[] }).flows;

const versionBefore = async (server: Server, id: string, type: string): Promise<number> => {
  const { events } = (await (await server.call(`/api/flows/${id}/events`)).json()) as {
    events: readonly { version: number; type: string }[];
  };
  return (events.find((event) => event.type === type)?.version ?? 0) - 1;
};

const openFork = async (page: Page, id: string, at: number) => {
  await page.goto(`/flows/${id}/replay?at=${at}&panel=fork`);
  await expect(page.getByRole('heading', { name: `What if, from version ${at}` })).toBeVisible();
};
const ends = (page: Page, item: string) => page.getByRole('combobox', { name: `How ${item} ends` });
const verdict = (page: Page) => page.getByRole('region', { name: 'What would have become of it' });

test('fork another answer shows another outcome at once, from where on it differs, and records nothing', async ({
  page,
  machine,
}) => {
  test.slow();
  const server = machine.server();
  const { id, version } = await create(server);
  await openFork(page, id, await versionBefore(server, id, 'mcp.failed'));
  await expect(page.getByRole('region', { name: 'As recorded' })).toContainText('scout is ready, with 1 problem');
  await expect(ends(page, 'mcp:docs')).toHaveValue('');
  await ends(page, 'mcp:docs').selectOption({ label: 'Succeeds' });
  await expect(verdict(page)).toContainText('scout is ready');
  await expect(verdict(page)).toContainText('Complete instead of with problems.');
  await expect(page.getByText('mcp.written mcp:docs instead of mcp.failed mcp:docs')).toBeVisible();
  await expect(page.getByText(/The fork at version/)).toBeVisible();
  await expectAccessible(page);

  await ends(page, 'mcp:linear').selectOption({ label: 'Fails' });
  await page.getByRole('combobox', { name: 'The problem of mcp:linear' }).selectOption('mcp/unsafe-command');
  await expect(verdict(page)).toContainText('scout is ready, with 1 problem');
  await expect(page.getByRole('heading', { name: '2 items end otherwise' })).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(ends(page, 'mcp:docs')).toHaveValue('mcp.written');
  await expect(page.getByRole('combobox', { name: 'The problem of mcp:linear' })).toHaveValue('mcp/unsafe-command');
  expect(page.url()).toBe(address);

  await page.getByRole('button', { name: 'Take all of it back' }).click();
  await expect(page.getByRole('region', { name: 'As recorded' })).toBeVisible();
  expect(await versionOf(server, id)).toBe(version);
  expect(await flowsOf(server)).toHaveLength(1);
});

test('fork an answer that comes to nothing is said to, with where to fork instead', async ({ page, machine }) => {
  test.slow();
  const server = machine.server();
  const { id, version } = await create(server);
  await page.goto(`/flows/${id}/replay?at=${version}&panel=fork&answer=mcp.written%231+mcp:docs`);
  const region = page.getByRole('region', { name: 'Answers that come to nothing' });
  await expect(region).toContainText(`“mcp:docs succeeds” changes nothing: after version ${version}`);
  await expect(page.getByText('everything had ended by this version')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Fork before the first failure' }).click();
  await expect(region).toHaveCount(0);
  await expect(ends(page, 'mcp:docs')).toHaveValue('mcp.written');
});

test('fork what can happen next leads, by keyboard, to the fork it begins', async ({ page, machine }) => {
  test.slow();
  const server = machine.server();
  const { id } = await create(server);
  const at = await versionBefore(server, id, 'mcp.failed');
  await page.goto(`/flows/${id}/replay?at=${at}&panel=effects`);
  await expect(page.getByRole('heading', { name: /^What can happen next/ })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^mcp\.written/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `What if, from version ${at}` })).toBeFocused();
  await expect(verdict(page)).toContainText('Complete instead of with problems.');
  const select = ends(page, 'mcp:docs');
  await select.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('region', { name: 'As recorded' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: /^What can happen next/ })).toBeVisible();
  await page.getByRole('button', { name: 'Fork here' }).click();
  await expect(page.getByRole('heading', { name: `What if, from version ${at}` })).toBeFocused();
});

test('fork a changed plan says in which line it is wrong, and what it would become', async ({ page, machine }) => {
  test.slow();
  const server = machine.server();
  const { id, version } = await create(server);
  await openFork(page, id, version);
  await page.getByText('Plan', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'The plan, as a blueprint' });
  await expect(text).toHaveValue(/SCOUT_KEY: \$\{SCOUT_KEY\}/);
  const recorded = await text.inputValue();
  await text.fill(recorded.replace('- name: docs', '- name: docs\n    commnd: npx'));
  await expect(page.getByText('Line 4: "mcpServers[0].commnd" is not a key of a plan.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run as a new flow' })).toBeDisabled();
  await expectAccessible(page);
  await text.fill(
    recorded.replace('- name: docs', '- name: docs\n    command: npx\n  - name: fresh\n    command: npx'),
  );
  await expect(page.getByRole('heading', { name: '1 item ends otherwise' })).toBeVisible();
  await expect(page.getByText('mcp.written mcp:fresh').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to the recorded plan' }).click();
  await expect(text).toHaveValue(recorded);
  expect(await versionOf(server, id)).toBe(version);
});

test('fork a run makes the profile for real, once, and names the flow it was forked from', async ({
  page,
  machine,
}) => {
  test.slow();
  const server = machine.server();
  const { id, version } = await create(server);
  await openFork(page, id, version);
  await page.getByText('Plan', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'The plan, as a blueprint' });
  await text.fill((await text.inputValue()).replace('- name: docs', '- name: docs\n    command: npx'));
  await page.getByRole('button', { name: 'Run as a new flow' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByRole('textbox', { name: 'Name of the new profile' });
  await expect(name).toHaveValue('scout-2');
  await name.fill('scout');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('env.SCOUT_KEY')).toHaveAccessibleDescription('This is needed.');
  await expectAccessible(page);
  await dialog.getByLabel('env.SCOUT_KEY').fill('planted-2');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription(/Profile 'scout' already exists/);
  expect(await flowsOf(server)).toHaveLength(1);
  await name.fill('scout-2');
  await dialog.getByRole('button', { name: 'Create the profile' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'scout-2 is ready' })).toBeVisible();
  await expect(page.getByRole('link', { name: `Forked at version ${version} of another flow` })).toBeVisible();
  await expectAccessible(page);

  const made = (await flowsOf(server)).filter((flow) => flow.profile === 'scout-2');
  expect(made.map(({ forkedFrom }) => forkedFrom)).toEqual([{ flow: id, version }]);
  const home = join(machine.scratch.hermes, 'profiles', 'scout-2');
  expect(await readFile(join(home, '.env'), 'utf8')).toContain('planted-2');
  expect(await readFile(join(home, 'config.yaml'), 'utf8')).toMatch(/docs:[^]*command: npx/);
  expect(await page.content()).not.toContain('planted');
  expect(await versionOf(server, id)).toBe(version);

  await page.getByRole('link', { name: 'Open the replay' }).click();
  await page.getByRole('link', { name: `Forked at version ${version} of another flow` }).click();
  await expect(page).toHaveURL(`/flows/${id}/replay?at=${version}`);
});

test('fork an imported flow is forked and run like any other, with its secrets entered anew', async ({
  page,
  machine,
}) => {
  const server = machine.server();
  const body = await readFile('tests/corpus/mcp-with-secrets.ndjson', 'utf8');
  const headers = { 'content-type': 'application/x-ndjson' };
  const imported = await server.call('/api/flows/import', { method: 'POST', body, headers });
  const { flow } = (await imported.json()) as { flow: FlowView };
  await openFork(page, flow.id, 1);
  await ends(page, 'model').selectOption({ label: 'Fails' });
  await expect(verdict(page)).toContainText('with 1 problem');
  await page.getByRole('button', { name: 'Run as a new flow' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The answers you chose are not used');
  await expect(dialog.getByRole('textbox', { name: 'Name of the new profile' })).toHaveValue(flow.profile);
  for (const secret of await dialog.locator('input[type=password]').all()) await secret.fill('planted-3');
  await dialog.getByRole('button', { name: 'Create the profile' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${flow.profile} is ready` })).toBeVisible();
  const [made] = (await flowsOf(server)).filter(({ id }) => id !== flow.id);
  expect(made?.forkedFrom).toEqual({ flow: flow.id, version: 1 });
});
