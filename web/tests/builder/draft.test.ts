import { describe, expect, it } from 'vitest';
import { planInputSchema, planSchema } from '../../../src/machines/flow/plan.ts';
import { draftSchema, emptyDraft } from '../../src/builder/draft.ts';
import { slotsOf } from '../../src/builder/secrets.ts';
import { toDraft } from '../../src/builder/to-draft.ts';
import { toPlan } from '../../src/builder/to-plan.ts';

const full = planInputSchema.parse({
  name: 'scout',
  description: 'Reads releases',
  clone: { from: 'default' },
  soul: '# Scout\n',
  user: 'Ann',
  alias: false,
  model: { provider: 'openrouter', model: 'nous/hermes-4-70b', baseUrl: 'https://example.org/v1' },
  mcpServers: [
    { name: 'fs', command: 'npx', args: ['-y', '@scope/fs', '/a folder', "it's"], env: { KEY: 'planted-1' } },
    { name: 'docs', url: 'https://example.org/mcp', headers: { 'X-Key': 'planted-2' } },
    { name: 'linear', url: 'https://example.org/sse', auth: 'oauth' },
    { name: 'notes', url: 'https://example.org/notes', auth: 'header', bearerToken: 'planted-3' },
  ],
  skills: { mode: 'exactly', keep: ['arxiv'], optional: ['evm'] },
  hubSkills: ['official/research/evm', '/abs/folder'],
  env: { OPENROUTER_API_KEY: 'planted-4' },
});

describe('a draft', () => {
  it('gives back the plan it was made of', () => {
    const { draft, secrets } = toDraft(full);
    expect(toPlan(draft, secrets)).toEqual(full);
  });

  it('keeps no secret', () => {
    expect(JSON.stringify(toDraft(full).draft)).not.toContain('planted');
  });

  it('comes back from where it is kept as it was', () => {
    const { draft } = toDraft(full);
    expect(draftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('leaves out a secret that was not given', () => {
    const plan = toPlan(toDraft(full).draft, {});
    expect(plan.env).toBeUndefined();
    expect(plan.mcpServers[0]).not.toHaveProperty('env');
    expect(plan.mcpServers[3]).toEqual({ name: 'notes', url: 'https://example.org/notes', auth: 'header' });
  });

  it('of a recorded plan goes on referring to what .env has', () => {
    const recorded = planSchema.parse({
      name: 'scout',
      env: { KEY: { secret: 'env.KEY' } },
      mcpServers: [{ name: 'fs', command: 'npx', env: { KEY: { secret: 'a' }, OWN: { secret: 'b' } } }],
    });
    const { draft } = toDraft(recorded);
    expect(slotsOf(draft)).toEqual(['env.KEY', 'mcp.plan-0.env.OWN']);
    expect(toPlan(draft, { 'env.KEY': 'x' })).toMatchObject({
      env: { KEY: 'x' },
      mcpServers: [{ env: { KEY: '${KEY}' } }],
    });
  });

  it('of a bare name is the plan of a bare name', () => {
    const draft = { ...emptyDraft, identity: { ...emptyDraft.identity, name: ' scout ' } };
    expect(toPlan(draft, {})).toEqual(planInputSchema.parse({ name: 'scout' }));
  });
});
