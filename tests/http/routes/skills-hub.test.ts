import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { hubPreviewSchema, hubScanSchema, hubSearchSchema, hubSourcesSchema } from '../../../src/http/hub-schema.ts';
import type { HubFault, HubScan, HubSkillText, SkillHub } from '../../../src/machines/ports/skill-hub.ts';
import { openTempTree, skillText } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

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
        repo: 'NousResearch/hermes-agent',
        tags: ['ethereum'],
        origin: 'official',
      },
      expect.objectContaining({ name: 'solana' }),
    ]);
    expect(rest).toMatchObject({ source_counts: { official: 2 }, timed_out: [], installed });
    expect((await answer('q=ethereum')).results).toHaveLength(1);
    expect((await answer('q=blockchain+solana')).results).toHaveLength(1);
    expect((await answer('q=what&limit=2')).results).toHaveLength(2);
    expect(await answer('q=evm&source=github')).toMatchObject({ source_counts: { official: 2 } });
    expect(await answer('q=+')).toEqual({ results: [], source_counts: {}, timed_out: [], installed: {} });
  });

  it('names its sources and what is installed', async () => {
    const { get } = await openHub(optional);
    const answer = hubSourcesSchema.parse(await (await get('/api/skills/hub/sources?profile=coder')).json());
    expect(answer).toMatchObject({
      sources: [{ id: 'official', label: 'Official (Nous)', available: true, searchable: true }],
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
      catalogs: [{ id: 'official', ok: false, reason: expect.stringContaining('optional') as string }],
    });
  });
});

describe('a look at a hub skill', () => {
  const skill: HubSkillText & { ok: true } = {
    ...{ ok: true, name: 'evm', description: 'd', source: 'github', identifier: 'o/r/evm', trust: 'community' },
    ...{ repo: 'o/r', path: 'evm', tags: [], skillMd: '# evm', files: ['SKILL.md'] },
  };
  const scan: HubScan & { ok: true } = {
    ...{ ok: true, name: 'evm', identifier: 'o/r/evm', source: 'o/r/evm', trust: 'community', summary: 's' },
    ...{ verdict: 'dangerous', policy: 'block', policyReason: 'r' },
    findings: [{ severity: 'critical', category: 'c', file: 'SKILL.md', line: 1, description: 'd' }],
    counts: { critical: 1, high: 0, medium: 0, low: 0 },
  };
  const open = (answers: Partial<SkillHub>) => {
    const fixture = createAppFixture();
    const opened = createAppFixture({ skillHub: () => ({ ...fixture.skillHub, ...answers }) });
    onTestFinished(async () => {
      await Promise.all([fixture.close(), opened.close()]);
    });
    return opened;
  };

  it('shows its text and files as Hermes does', async () => {
    const { get } = open({ preview: async () => skill });
    const response = await get('/api/skills/hub/preview?identifier=o/r/evm');
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { ok: _, trust, path: __, skillMd, ...rest } = skill;
    const expected = { ...rest, trust_level: trust, skill_md: skillMd };
    expect(hubPreviewSchema.strict().parse(await response.json())).toEqual(expected);
  });

  it('gives the judgement of the scanner as Hermes does', async () => {
    const { get } = open({ scan: async () => scan });
    const answer = await (await get('/api/skills/hub/scan?identifier=o/r/evm')).json();
    const { ok: _, trust, policyReason, counts, ...rest } = scan;
    const expected = { ...rest, trust_level: trust, policy_reason: policyReason, severity_counts: counts };
    expect(hubScanSchema.strict().parse(answer)).toEqual(expected);
  });

  it.each<[HubFault['code'], number]>([
    ['hub/identifier-invalid', 400],
    ['hub/not-found', 404],
    ['hub/several-skills', 404],
    ['hub/unsafe-content', 422],
    ['hub/needs-hermes', 502],
    ['hub/source-failed', 502],
    ['hub/scan-failed', 502],
    ['hub/no-scanner', 503],
  ])('answers %s with %i', async (code, status) => {
    const fault = async () => ({ ok: false, code, message: 'Why it is so.', names: ['a'] }) as const;
    const { get } = open({ preview: fault, scan: fault });
    for (const what of ['preview', 'scan']) {
      const response = await get(`/api/skills/hub/${what}?identifier=x`);
      expect(response.status).toBe(status);
      expect(await readProblem(response)).toMatchObject({ code, detail: 'Why it is so.', status });
    }
  });

  it('asks for the skill without the blanks around it, of a profile that is there', async () => {
    const asked: string[] = [];
    const { get } = open({
      preview: async (identifier) => {
        asked.push(identifier);
        return skill;
      },
    });
    await get('/api/skills/hub/preview?identifier=%20o/r/evm%20&profile=current');
    expect(asked).toEqual(['o/r/evm']);
    expect((await get('/api/skills/hub/preview?identifier=x&profile=ghost')).status).toBe(404);
    expect((await get('/api/skills/hub/preview?identifier=x&profile=A%20b')).status).toBe(400);
  });
});
