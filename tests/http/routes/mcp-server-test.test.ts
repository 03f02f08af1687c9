import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverTestSchema } from '../../../src/http/catalog-schema.ts';
import { openTempTree } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const program = resolve('tests/fixtures/programs/mcp-server.mjs');
const entry = (mode: string, more: object = {}) => ({ command: process.execPath, args: [program, mode], ...more });

const openApp = async (servers: object, files: Record<string, string> = {}) => {
  const { root } = await openTempTree({
    'profiles/coder/config.yaml': JSON.stringify({ mcp_servers: servers }),
    ...files,
  });
  const fixture = createAppFixture({ root, env: { FROM_THE_SERVER: 'of-the-server' } });
  onTestFinished(fixture.close);
  const test = async (name: string, profile = 'coder') =>
    await fixture.post(`/api/mcp/servers/${encodeURIComponent(name)}/test?profile=${profile}`, {});
  const found = async (name: string) => serverTestSchema.parse(await (await test(name)).json());
  return { test, found };
};

describe('POST /api/mcp/servers/{name}/test', () => {
  it('fills in what the .env of that profile has, and nothing of another profile or of the server', async () => {
    const env = {
      A: '${SHORT}',
      B: '${env:OTHER}',
      C: '${FROM_THE_SERVER}',
      D: 'x ${QUOTED}',
      E: '${LONG}',
      F: '${NONE}',
    };
    const { found } = await openApp(
      { 'a b/c': entry('env', { env }) },
      {
        'profiles/coder/.env':
          'SHORT=old\nexport SHORT=mine # why\nQUOTED="a \\"b\\" #c"\nLONG=\'long-secret\'\nNONE=\n',
        'profiles/other/.env': 'OTHER=of-another\n',
        '.env': 'OTHER=of-the-default\n',
      },
    );
    const answer = await found('a b/c');
    const told = Object.fromEntries(answer.tools.map(({ name, description }) => [name, description]));
    expect(answer.ok).toBe(true);
    expect(told).toMatchObject({
      A: 'mine',
      B: '${env:OTHER}',
      C: '${FROM_THE_SERVER}',
      D: '**********',
      E: '***********',
      F: '${NONE}',
    });
    expect(Object.keys(told)).not.toContain('FROM_THE_SERVER');
  });

  it('answers what is wrong with a server as what it found, without its secrets', async () => {
    const { found } = await openApp(
      {
        broken: entry('crash', { env: { API_TOKEN: '${TOKEN}' } }),
        empty: {},
        slow: entry('hang', { connect_timeout: 1 }),
      },
      { 'profiles/coder/.env': 'TOKEN=canary-4711\n' },
    );
    const broken = await found('broken');
    expect(broken).toMatchObject({ ok: false, tools: [], error: expect.stringContaining('exited with code 3') });
    expect(JSON.stringify(broken)).not.toContain('canary');
    expect(await found('empty')).toMatchObject({ ok: false, error: expect.stringContaining('neither a command nor') });
    expect(await found('slow')).toMatchObject({ ok: false, error: expect.stringContaining('within 1 s') });
  });

  it('needs a sign-in where one is asked for, and takes the token it left', async () => {
    const lin = { url: 'http://127.0.0.1:9/mcp', auth: 'oauth' };
    const { found } = await openApp(
      { lin, signed: lin },
      { 'profiles/coder/mcp-tokens/signed.json': '{"access_token": "t"}' },
    );
    expect(await found('lin')).toEqual({
      ok: false,
      error: 'OAuth authentication required — no token found.',
      tools: [],
    });
    expect(await found('signed')).toMatchObject({ ok: false, error: expect.stringContaining('127.0.0.1:9') });
  });

  it('says 404 for a server or a profile that is not there', async () => {
    const { test } = await openApp({ there: entry('env'), odd: 'text' });
    const refused = async (name: string, profile?: string) => {
      const response = await test(name, profile);
      return [response.status, (await readProblem(response)).code];
    };
    expect(await refused('odd')).toEqual([404, 'mcp/not-found']);
    expect(await refused('there', 'default')).toEqual([404, 'mcp/not-found']);
    expect(await refused('there', 'nobody')).toEqual([404, 'profile/not-found']);
    expect(await refused('there', 'No%20Name')).toEqual([400, 'name/invalid']);
  });
});
