import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { hostileTexts } from './hostile.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { type Expectation, handMade, hostile, toExpectation } from './plans.ts';
import { describeWithHermes } from './with-hermes.ts';

/** Without NUL and lone surrogates, which nothing that is text can hold. */
const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }).map((each) => each.toWellFormed().replaceAll('\u0000', '')),
);
const generated = fc
  .sample(fc.array(text, { minLength: 3, maxLength: 5 }), { numRuns: 12, seed: 19 })
  .map((texts, index) => toExpectation(`generated-${index}`, texts));

/** The tests begin together and take turns with the commands, some three hundred of them. */
const ALL_COMMANDS_MS = 600_000;

const plans: readonly Expectation[] = [...handMade, ...hostile, ...generated];

describeWithHermes('hermes reads what we created', () => {
  let oracle: Oracle;
  let flows: ReadonlyMap<string, FlowView>;
  let listed: string;
  beforeAll(async () => {
    oracle = await openOracle();
    const made = plans.map(async ({ name, plan }) => [name, await oracle.create({ name, ...plan })] as const);
    flows = new Map(await Promise.all(made));
    listed = (await oracle.hermes(oracle.ours, 'profile', 'list')).stdout;
  }, 120_000);
  afterAll(() => oracle.close(), 60_000);

  test('there are at least 40 plans, each with a profile of its own', () => {
    expect(plans.length).toBeGreaterThanOrEqual(40);
    expect(flows.size).toBe(plans.length);
  });

  test.concurrent.each(plans)('$name', { timeout: ALL_COMMANDS_MS }, async (plan) => {
    expect(flows.get(plan.name)).toMatchObject({ outcome: plan.outcome ?? 'complete' });
    expect(rowsOf(listed)).toContain(plan.name);
    await Promise.all([expectConfig(oracle, plan), expectDescription(oracle, plan)]);
    if (!handMade.includes(plan)) return;
    await Promise.all([expectSkills(oracle, plan), expectServers(oracle, plan), expectSummary(oracle, plan)]);
    if (plan.mcp && plan.model) await expectHealth(oracle, plan);
  });
});

const ask = async (oracle: Oracle, name: string, ...args: readonly string[]) =>
  await oracle.hermes(oracle.ours, '-p', name, ...args);

const getJson = async (oracle: Oracle, name: string, key: string): Promise<unknown> => {
  const { code, stdout, stderr } = await ask(oracle, name, 'config', 'get', key, '--json');
  if (code === 1 && `${stdout}${stderr}`.includes('not set')) return undefined;
  return JSON.parse(stdout);
};

const expectConfig = async (oracle: Oracle, { name, model, mcp, disabled }: Expectation) => {
  expect(await getJson(oracle, name, 'model')).toEqual(model ?? '');
  expect(await getJson(oracle, name, 'mcp_servers')).toEqual(mcp);
  if (disabled) expect(await getJson(oracle, name, 'skills.disabled')).toEqual(disabled);
  expect((await ask(oracle, name, 'config', 'check')).stdout).toMatch(/Config version: \d+ ✓/);
};

const expectDescription = async (oracle: Oracle, { name, plan }: Expectation) => {
  const described = await ask(oracle, name, 'profile', 'describe', name);
  const description = plan.description?.trim() || `(no description set for '${name}')`;
  expect(described.stdout.replaceAll('\r\n', '\n')).toBe(description.replaceAll('\r\n', '\n'));
};

const expectSkills = async (oracle: Oracle, { name, enabled }: Expectation) => {
  const { stdout } = await ask(oracle, name, 'skills', 'list', '--enabled-only');
  expect(cellsOf(stdout).toSorted()).toEqual(enabled.toSorted());
};

const expectServers = async (oracle: Oracle, { name, mcp = {} }: Expectation) => {
  const { stdout } = await ask(oracle, name, 'mcp', 'list');
  expect(stdout.match(/✓ enabled/g) ?? []).toHaveLength(Object.keys(mcp).length);
  for (const server of Object.keys(mcp)) expect(stdout).toContain(` ${server} `);
};

const expectSummary = async (oracle: Oracle, { name, model, enabled, disabled = [] }: Expectation) => {
  const lines = (await ask(oracle, name, 'profile', 'show', name)).stdout.split('\n');
  const shown = lines.flatMap(
    (line) => /^(?:Model|Skills|\.env|SOUL\.md): .*/.exec(line)?.[0].replace(/ +/g, ' ') ?? [],
  );
  expect(shown).toEqual([
    ...(model ? [`Model: ${model['default']} (${model['provider']})`] : []),
    `Skills: ${enabled.length + disabled.length}`,
    ...['.env: exists', 'SOUL.md: exists'],
  ]);
};

const expectHealth = async (oracle: Oracle, { name }: Expectation) => {
  const { stdout } = await ask(oracle, name, 'doctor');
  for (const line of [
    '✓ No suspicious MCP stdio commands',
    '✓ Config version up to date',
    '✓ No deprecated config keys',
  ])
    expect(stdout).toContain(line);
};

/** First words of the rows of a table without borders. */
const rowsOf = (table: string) => table.split('\n').map((line) => line.trim().split(/\s+/)[0]?.replace('◆', ''));

/** First cells of the rows of a table with borders. */
const cellsOf = (table: string) => table.split('\n').flatMap((line) => /^│ (\S+)/.exec(line)?.[1] ?? []);
