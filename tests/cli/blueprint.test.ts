import { describe, expect, test } from 'vitest';
import { parseBlueprint } from '../../src/cli/blueprint.ts';
import { CliError } from '../../src/cli/cli-error.ts';

const parse = (text: string, env: Record<string, string> = {}) =>
  parseBlueprint({ text, file: 'plan.yaml', directory: '/plans', homedir: '/home/u', env });

const refusal = (text: string, env?: Record<string, string>): string => {
  try {
    parse(text, env);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === 2) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('parseBlueprint', () => {
  test('keeps scalars as they are written', () => {
    const plan = parse(
      'name: on\ndescription: 0777\nsoul: 2026-01-01\nmodel: {provider: 1_000, model: 1e3}\nenv: {A: no, B: 1:30}',
    );
    expect(plan).toMatchObject({
      name: 'on',
      description: '0777',
      soul: '2026-01-01',
      model: { provider: '1_000', model: '1e3' },
      env: { A: 'no', B: '1:30' },
    });
  });

  test('reads alias as yes or no', () => {
    expect(parse('name: a\nalias: false').alias).toBe(false);
    expect(parse('name: a\nalias: true').alias).toBe(true);
    expect(refusal('name: a\nalias: maybe')).toBe('plan.yaml:2: alias: expected boolean, found string.');
  });

  test('names file, line and path of what is wrong', () => {
    expect(refusal('name: a\nmcpServers:\n  - name: fs\n    args: npx')).toBe(
      'plan.yaml:4: mcpServers[0].args: expected array, found string.',
    );
    expect(refusal('name: a\nmcpServers:\n  - command: npx')).toBe(
      'plan.yaml:3: mcpServers[0].name: expected string, found nothing.',
    );
    expect(refusal('name: a\nmcpServers:')).toBe('plan.yaml:2: mcpServers: expected array, found null.');
    expect(refusal('description: a')).toBe('plan.yaml: name: expected string, found nothing.');
  });

  test('names the line of broken YAML', () => {
    expect(refusal('name: a\ndescription: "open')).toMatch(/^plan\.yaml:2: not readable as YAML: /);
    expect(refusal('name: a\nname: b')).toMatch(/^plan\.yaml:2: not readable as YAML: /);
    expect(refusal('- name: a')).toMatch(/a blueprint is a map/);
    expect(refusal('')).toMatch(/a blueprint is a map/);
  });

  test('refuses a misspelt key instead of losing it', () => {
    expect(refusal('name: a\nmcp_servers: []')).toBe('plan.yaml:2: "mcp_servers" is not a key of a plan.');
    expect(refusal('name: a\nmcpServers:\n  - name: fs\n    cmd: npx')).toBe(
      'plan.yaml:4: "mcpServers[0].cmd" is not a key of a plan.',
    );
  });

  test('fills secrets from the environment and only secrets', () => {
    const text =
      'name: a\nsoul: "${KEY}"\nenv: {KEY: "${KEY}", PRICE: "$${KEY}"}\nmcpServers: [{name: s, url: https://x, headers: {Authorization: "Bearer ${KEY}"}}]';
    expect(parse(text, { KEY: 'k' })).toMatchObject({
      soul: '${KEY}',
      env: { KEY: 'k', PRICE: '${KEY}' },
      mcpServers: [{ headers: { Authorization: 'Bearer k' } }],
    });
  });

  test('names every variable that is missing, and where', () => {
    expect(refusal('name: a\nenv:\n  A: "${ONE}"\n  B: "${TWO}"', { TWO: '' }).split('\n')).toEqual([
      'plan.yaml:3: env.A needs the environment variable ONE, which is not set.',
      'plan.yaml:4: env.B needs the environment variable TWO, which is not set.',
    ]);
  });

  test('takes relative folders from where the blueprint is, and leaves other identifiers alone', () => {
    const { hubSkills } = parse(
      'name: a\nhubSkills: [./one, ../two, ~/three, owner/repo/path, official/x, "file:///y", .hidden/x]',
    );
    expect(hubSkills).toEqual([
      '/plans/one',
      '/two',
      '/home/u/three',
      'owner/repo/path',
      'official/x',
      'file:///y',
      '.hidden/x',
    ]);
  });
});
