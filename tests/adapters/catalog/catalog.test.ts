import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../src/adapters/catalog/catalog.ts';
import { createEmbeddedSource } from '../../../src/adapters/catalog/embedded-source.ts';
import type { CatalogProvider, CatalogSource } from '../../../src/machines/ports/catalog.ts';

const provider = (slug: string, name: string): CatalogProvider => ({
  slug,
  name,
  authType: 'api_key',
  keys: [],
  models: [],
});
const source = (id: string, providers: CatalogSource['providers']): CatalogSource =>
  providers ? { id, label: id, providers } : { id, label: id };

describe('the catalog', () => {
  it('takes the same thing from the first source that has it, and says from which', async () => {
    const { items } = await createCatalog([
      source('a', async () => ({ ok: true, items: [provider('x', 'X of a')] })),
      source('b', async () => ({ ok: true, items: [provider('x', 'X of b'), provider('y', 'Y of b')] })),
    ]).providers();
    expect(items.map(({ name, origin }) => [name, origin])).toEqual([
      ['X of a', 'a'],
      ['Y of b', 'b'],
    ]);
  });

  it('tells which source did not answer and why, and goes on with the others', async () => {
    const { items, sources } = await createCatalog([
      source('refuses', async () => ({ ok: false, reason: 'not today' })),
      source('throws', async () => await Promise.reject(new Error('broken'))),
      source('has no such list', undefined),
      source('answers', async () => ({ ok: true, items: [provider('x', 'X')] })),
    ]).providers();
    expect(items).toHaveLength(1);
    expect(sources).toEqual([
      { id: 'refuses', label: 'refuses', ok: false, reason: 'not today' },
      { id: 'throws', label: 'throws', ok: false, reason: 'broken' },
      { id: 'answers', label: 'answers', ok: true },
    ]);
  });
});

describe('what this program brings itself', () => {
  const embedded = createCatalog([createEmbeddedSource()]);

  it('has every provider of Hermes once, with models for the usual ones', async () => {
    const { items } = await embedded.providers();
    expect(items).toHaveLength(43);
    for (const slug of ['openrouter', 'anthropic', 'openai-api', 'gemini', 'xai', 'deepseek', 'zai', 'copilot']) {
      const found = items.find((one) => one.slug === slug);
      expect(found?.models.length, slug).toBeGreaterThan(1);
      expect(found?.keys.length, slug).toBeGreaterThan(0);
    }
  });

  it('has only models that call tools, with their context and capabilities', async () => {
    const { items } = await embedded.providers();
    const models = items.flatMap((one) => one.models);
    expect(models.length).toBeGreaterThan(200);
    expect(models.every(({ tools }) => tools)).toBe(true);
    expect(items.find(({ slug }) => slug === 'anthropic')?.models).toContainEqual({
      id: 'claude-opus-4-1-20250805',
      reasoning: true,
      fast: false,
      vision: true,
      tools: true,
      context: 200_000,
      output: 32_000,
      price: { input: '$15.00', output: '$75.00', cache: '$1.50' },
    });
  });

  it('has MCP servers with manifests that are all understood', async () => {
    const { items, diagnostics, sources } = await embedded.servers();
    expect(diagnostics).toEqual([]);
    expect(sources).toMatchObject([{ id: 'embedded', ok: true }]);
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['filesystem', 'memory', 'everything', 'sequential-thinking']),
    );
    expect(items.find(({ name }) => name === 'filesystem')?.transport).toMatchObject({
      type: 'stdio',
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem', '${userHome}'],
    });
  });
});
