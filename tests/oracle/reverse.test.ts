import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProfileHome } from '../../src/adapters/hermes-home/profile-home.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { describeWithHermes } from './with-hermes.ts';

const server = { command: 'npx', args: ['-y', 'yes'], env: { KEY: '0777' } };

describeWithHermes('we read what hermes created', () => {
  let oracle: Oracle;
  const configOf = (profile: string) => readFile(join(oracle.ours, 'profiles', profile, 'config.yaml'), 'utf8');
  beforeAll(async () => {
    oracle = await openOracle();
    const hermes = (...args: readonly string[]) => oracle.hermes(oracle.ours, ...args);
    await hermes('profile', 'create', 'source', '--description', 'made by hermes');
    await hermes('profile', 'create', 'bare', '--no-skills', '--no-alias');
    await hermes('-p', 'source', 'config', 'set', 'model.provider', 'openrouter');
    await hermes('-p', 'source', 'config', 'set', 'model.default', 'anthropic/claude-sonnet-4');
    await hermes('-p', 'source', 'config', 'migrate');
  }, 120_000);
  afterAll(() => oracle.close(), 60_000);

  test('its profiles exist, and no flow may take their names', async () => {
    const home = createProfileHome({
      ...{ root: oracle.ours, dataDir: join(oracle.directory, 'other'), homedir: join(oracle.directory, 'ours') },
      ...{ env: {}, digest: String, clock: { now: () => new Date(0) } },
    });
    const names = ['source', 'bare', 'default', 'absent'];
    expect(await Promise.all(names.map((name) => home.exists(name)))).toEqual([true, true, true, false]);
    await expect(oracle.create({ name: 'Source' })).rejects.toThrow('profile/exists');
  });

  test(
    'a clone of one keeps the comments and the order of its config.yaml under our edits',
    { timeout: 60_000 },
    async () => {
      const before = await configOf('source');
      expect(before).toMatch(/^# ── Security/m);
      const flow = await oracle.create({
        name: 'edited',
        clone: { from: 'source' },
        model: { provider: 'openrouter', model: 'a/b' },
        mcpServers: [{ name: 'own', ...server }],
        skills: { mode: 'exactly', keep: ['keep-me'] },
      });
      expect(flow).toMatchObject({ outcome: 'complete' });
      const after = (await configOf('edited')).split('\n');
      const kept = before.split('\n').filter((line) => !line.includes('claude-sonnet-4') || line.startsWith('#'));
      expect(isInOrder(kept, after)).toBe(true);
      const get = async (key: string) => await getJson(oracle, 'edited', key);
      expect(await get('model')).toMatchObject({ provider: 'openrouter', default: 'a/b' });
      expect(await get('mcp_servers')).toEqual({ own: server });
      expect(await get('skills.disabled')).toEqual(['drop-me', 'flat', 'inner']);
      expect(await configOf('source')).toBe(before);
    },
  );

  test('a clone of one without skills starts without any', { timeout: 60_000 }, async () => {
    await oracle.create({ name: 'bare-too', clone: { from: 'bare' } });
    const { stdout } = await oracle.hermes(oracle.ours, '-p', 'bare-too', 'skills', 'list');
    expect(stdout).toContain('0 hub-installed, 0 builtin, 0 local');
  });

  test('doctor finds nothing suspicious or outdated in what we made', { timeout: 60_000 }, async () => {
    await oracle.create({
      ...{ name: 'healthy', model: { provider: 'openrouter', model: 'a/b' }, env: { OPENROUTER_API_KEY: 'k' } },
      mcpServers: [{ name: 'own', ...server }],
    });
    const { stdout } = await oracle.hermes(oracle.ours, '-p', 'healthy', 'doctor');
    expect(stdout).toContain('✓ No suspicious MCP stdio commands');
    expect(stdout).toContain('✓ Config version up to date');
    expect(stdout).toMatch(/✓ \S*healthy\/\.env file exists/);
    expect(stdout).toMatch(/✓ \S*SOUL\.md exists \(persona configured\)/);
  });

  test('what hermes has opened and a retry has written to can still be discarded', { timeout: 90_000 }, async () => {
    const flow = await oracle.create({
      ...{ name: 'opened', model: { provider: 'openrouter', model: 'a/b' }, mcpServers: [{ name: 'own' }] },
      hubSkills: ['official/security/1password'],
    });
    for (const command of [['config', 'show'], ['doctor'], ['skills', 'list'], ['mcp', 'list']])
      await oracle.hermes(oracle.ours, '-p', 'opened', ...command);
    const edit = { name: 'own', url: 'https://own.example/mcp', auth: 'header', bearerToken: 't' };
    expect(await oracle.engine.retry(flow.id, { item: 'mcp:own', edit })).toHaveProperty('view');
    await oracle.engine.when(flow.id, ({ pending }) => pending.size === 0, AbortSignal.timeout(30_000));
    expect(await oracle.engine.discard(flow.id, { confirm: 'opened' })).toMatchObject({
      view: { state: 'discarded' },
    });
  });

  test('hermes migrates our config.yaml without changing what it says', { timeout: 60_000 }, async () => {
    await oracle.create({ name: 'migrated', model: { provider: 'openrouter', model: 'a/b' } });
    const before = await configOf('migrated');
    const said = await oracle.hermes(oracle.ours, '-p', 'migrated', 'config', 'migrate');
    expect(said.code).toBe(0);
    expect(await getJson(oracle, 'migrated', 'model')).toEqual({ provider: 'openrouter', default: 'a/b' });
    expect(await configOf('migrated')).toBe(before);
  });
});

const getJson = async (oracle: Oracle, profile: string, key: string): Promise<unknown> =>
  JSON.parse((await oracle.hermes(oracle.ours, '-p', profile, 'config', 'get', key, '--json')).stdout);

const isInOrder = (lines: readonly string[], among: readonly string[]) => {
  let at = 0;
  return lines.every((line) => (at = among.indexOf(line, at) + 1) > 0);
};
