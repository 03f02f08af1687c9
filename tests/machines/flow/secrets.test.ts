import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planInputSchema, planSchema } from '../../../src/machines/flow/plan.ts';
import {
  revealEntry,
  revealPlan,
  sealEnv,
  sealPlan,
  sealServer,
  serverPlace,
} from '../../../src/machines/flow/secrets.ts';

const plan = planInputSchema.parse({
  name: 'coder',
  mcpServers: [
    { name: 'github', command: 'npx', args: ['-y'], env: { GITHUB_TOKEN: 'gh-secret' } },
    { name: 'ctx', url: 'https://c', headers: { Authorization: 'Bearer h-secret' } },
    { name: 'ctx', url: 'https://c', auth: 'header', bearerToken: 'b-secret' },
    { name: '', command: 'x', env: { A: 'a-secret' } },
  ],
  env: { OPENROUTER_API_KEY: 'or-secret' },
});

const keys = fc.oneof(
  fc.stringMatching(/^[A-Z]{1,3}(\.env)?$/),
  fc.string(),
  fc.constantFrom('secret', 'env', '#1', 'a.env.B'),
);
const values = fc.base64String({ minLength: 12, maxLength: 24 }).map((text) => `${text}!`);
const records = fc.dictionary(keys, values, { maxKeys: 3, noNullPrototype: true });
const servers = fc.record(
  { name: keys, url: fc.string(), env: records, headers: records, bearerToken: values },
  { requiredKeys: ['name'], noNullPrototype: true },
);
const plans = fc
  .record({ mcpServers: fc.array(servers, { maxLength: 5 }), env: records })
  .map((part) => planInputSchema.parse({ name: 'p', ...part }));

describe('sealing a plan', () => {
  it('replaces every secret by a reference that says where it belongs', () => {
    expect(Object.entries(sealPlan(plan).secrets)).toEqual([
      ['mcp.github.env.GITHUB_TOKEN', 'gh-secret'],
      ['mcp.ctx.headers.Authorization', 'Bearer h-secret'],
      ['mcp.#3.bearerToken', 'b-secret'],
      ['mcp.#4.env.A', 'a-secret'],
      ['env.OPENROUTER_API_KEY', 'or-secret'],
    ]);
    expect(sealPlan(plan).plan.env).toEqual({ OPENROUTER_API_KEY: { secret: 'env.OPENROUTER_API_KEY' } });
  });

  it('is undone by revealing, for any plan', () => {
    fc.assert(
      fc.property(plans, (input) => {
        const sealed = sealPlan(input);
        expect(revealPlan(sealed.plan, sealed.secrets)).toEqual({ value: input });
        expect(planSchema.parse(sealed.plan)).toEqual(sealed.plan);
      }),
    );
  });

  it('leaves no secret value in the plan, for any plan', () => {
    fc.assert(
      fc.property(plans, (input) => {
        const { plan: kept, secrets } = sealPlan(input);
        const text = JSON.stringify(kept);
        for (const value of Object.values(secrets)) expect(text).not.toContain(value);
      }),
    );
  });
});

describe('revealing', () => {
  it('names every reference that has no value any more', () => {
    const { plan: kept, secrets } = sealPlan(plan);
    const { 'mcp.github.env.GITHUB_TOKEN': _, ...rest } = secrets;
    expect(revealPlan(kept, rest)).toEqual({ missing: ['mcp.github.env.GITHUB_TOKEN'] });
    expect(revealEntry(kept.env, {})).toEqual({ missing: ['env.OPENROUTER_API_KEY'] });
  });

  it('takes no value from the prototype of the secrets', () => {
    expect(revealEntry({ A: { secret: 'toString' } }, {})).toEqual({ missing: ['toString'] });
  });
});

describe('sealing an edit', () => {
  it('puts new values under the item’s own place, also after a rename', () => {
    const edit = { name: 'renamed', command: 'npx', env: { GITHUB_TOKEN: 'new' } };
    expect(sealServer(edit, serverPlace(plan.mcpServers, 0))).toEqual({
      value: { name: 'renamed', command: 'npx', env: { GITHUB_TOKEN: { secret: 'mcp.github.env.GITHUB_TOKEN' } } },
      secrets: { 'mcp.github.env.GITHUB_TOKEN': 'new' },
      foreign: [],
    });
  });

  it('keeps references of its own and names those of others', () => {
    const edit = { A: { secret: 'env.A' }, B: { secret: 'mcp.github.env.GITHUB_TOKEN' }, C: 'new' };
    const { secrets, foreign, value } = sealEnv(edit);
    expect(secrets).toEqual({ 'env.C': 'new' });
    expect(foreign).toEqual(['mcp.github.env.GITHUB_TOKEN']);
    expect(value.A).toEqual({ secret: 'env.A' });
  });
});
