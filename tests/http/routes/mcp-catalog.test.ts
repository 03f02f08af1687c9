import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mcpCatalogSchema } from '../../../src/http/catalog-schema.ts';
import { createAppFixture } from '../fixture-app.ts';

const openApp = async (config: string) => {
  const root = await mkdtemp(join(tmpdir(), 'hermes-root-'));
  onTestFinished(async () => await rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'profiles', 'coder'), { recursive: true });
  await writeFile(join(root, 'profiles', 'coder', 'config.yaml'), config);
  const fixture = createAppFixture({ root });
  onTestFinished(fixture.close);
  return fixture;
};

describe('GET /api/mcp/catalog', () => {
  it('has what is needed to choose a server, and which of them the profile has', async () => {
    const { get } = await openApp('mcp_servers:\n  memory: {command: npx, enabled: false}\n  notion: {command: npx}\n');
    const answer = mcpCatalogSchema.parse(await (await get('/api/mcp/catalog?profile=coder')).json());
    const entry = (name: string) => answer.entries.find((one) => one.name === name);
    expect(entry('notion')).toEqual({
      name: 'notion',
      description: 'Read and write Notion pages and databases.',
      source: 'https://github.com/makenotion/notion-mcp-server',
      transport: 'stdio',
      auth_type: 'api_key',
      required_env: [{ name: 'NOTION_TOKEN', prompt: 'Token of a Notion integration', required: true }],
      command: 'npx',
      args: ['-y', '@notionhq/notion-mcp-server'],
      url: null,
      env: { NOTION_TOKEN: '${NOTION_TOKEN}' },
      install_url: null,
      install_ref: null,
      bootstrap: [],
      default_enabled: null,
      post_install: '',
      needs_install: false,
      installed: true,
      enabled: true,
      origin: 'embedded',
    });
    expect(entry('memory')).toMatchObject({ installed: true, enabled: false });
    expect(entry('linear')).toMatchObject({ transport: 'http', auth_type: 'oauth', installed: false, enabled: false });
    expect(answer.diagnostics).toEqual([]);
  });
});
