import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { hubSearchSchema, hubSourcesSchema } from '../../../src/http/catalog-schema.ts';
import { openTempTree, skillText } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture } from '../fixture-app.ts';

const openHub = async (files: Record<string, string>) => {
  const { root } = await openTempTree(files);
  const source = createHermesSource({ optionalSkills: join(root, 'optional') });
  const fixture = createAppFixture({ root, sources: [source] });
  onTestFinished(fixture.close);
  return fixture;
};

describe('the skills hub', () => {
  const optional = {
    'optional/blockchain/evm/SKILL.md': skillText('evm', 'tags: [ethereum]\n'),
    'optional/blockchain/solana/SKILL.md': skillText('solana').replace('What', 'Unlike evm, what'),
    'optional/security/1password/SKILL.md': skillText('1password'),
    'profiles/coder/skills/.hub/lock.json': JSON.stringify({
      version: 1,
      installed: {
        evm: { identifier: 'official/blockchain/evm', trust_level: 'builtin', scan_verdict: 'safe' },
        odd: 3,
      },
    }),
  };
  const installed = { 'official/blockchain/evm': { name: 'evm', trust_level: 'builtin', scan_verdict: 'safe' } };

  it('finds optional skills by name, tag, path and description, the better match first', async () => {
    const { get } = await openHub(optional);
    const answer = async (query: string) =>
      hubSearchSchema.parse(await (await get(`/api/skills/hub/search?profile=coder&${query}`)).json());
    const { results, ...rest } = await answer('q=EVM');
    expect(results).toEqual([
      {
        name: 'evm',
        description: 'What evm does',
        source: 'official',
        identifier: 'official/blockchain/evm',
        trust_level: 'builtin',
        repo: null,
        tags: ['ethereum'],
      },
      expect.objectContaining({ name: 'solana' }),
    ]);
    expect(rest).toMatchObject({ source_counts: { official: 2 }, timed_out: [], installed });
    expect((await answer('q=ethereum')).results).toHaveLength(1);
    expect((await answer('q=blockchain+solana')).results).toHaveLength(1);
    expect((await answer('q=what&limit=2')).results).toHaveLength(2);
    expect((await answer('q=evm&source=github')).results).toEqual([]);
    expect(await answer('q=+')).toEqual({ results: [], source_counts: {}, timed_out: [], installed: {} });
  });

  it('names its sources and what is installed', async () => {
    const { get } = await openHub(optional);
    const answer = hubSourcesSchema.parse(await (await get('/api/skills/hub/sources?profile=coder')).json());
    expect(answer).toMatchObject({
      sources: [{ id: 'official', label: 'Official', available: true, searchable: true }],
      index_available: false,
      installed,
    });
    expect(answer.featured).toHaveLength(3);
  });

  it('says which source did not answer', async () => {
    const { get } = await openHub({});
    expect(await (await get('/api/skills/hub/search?q=x')).json()).toMatchObject({
      results: [],
      timed_out: ['official'],
      catalogs: [{ id: 'hermes', ok: false }],
    });
  });
});
