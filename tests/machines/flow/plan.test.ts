import { describe, expect, test } from 'vitest';
import { planInputSchema, planSchema } from '../../../src/machines/flow/plan.ts';
import { PROFILE_NAME } from '../../../src/machines/flow/profile-name.ts';

describe('a plan', () => {
  test('needs only a name; the rest has defaults', () => {
    expect(planInputSchema.parse({ name: 'coder' })).toEqual({
      name: 'coder',
      alias: true,
      mcpServers: [],
      skills: { mode: 'bundle', keep: [], optional: [] },
      hubSkills: [],
    });
  });

  test('fills in what a clone copies', () => {
    expect(planInputSchema.parse({ name: 'a', clone: { from: 'default' } }).clone).toEqual({
      from: 'default',
      mode: 'config',
      credentials: 'all',
    });
  });

  test('loses keys nobody knows, at every depth', () => {
    const plan = planInputSchema.parse({ name: 'a', x: 1, skills: { y: 1 }, mcpServers: [{ name: 's', z: 1 }] });
    expect(plan).not.toHaveProperty('x');
    expect(plan.skills).not.toHaveProperty('y');
    expect(plan.mcpServers).toEqual([{ name: 's' }]);
  });

  test('keeps entries that are wrong in themselves: they are problems of their items', () => {
    const mcpServers = [{ name: '' }, { name: 'both', command: 'x', url: 'https://y' }, { name: 'a' }, { name: 'a' }];
    expect(planInputSchema.parse({ name: 'a', mcpServers, hubSkills: ['', '-rf'] })).toMatchObject({
      mcpServers,
      hubSkills: ['', '-rf'],
    });
  });

  test.each([
    {},
    { name: 7 },
    { name: 'a', mcpServers: null },
    { name: 'a', mcpServers: [{}] },
    { name: 'a', mcpServers: [{ name: 'x', args: 'y' }] },
    { name: 'a', hubSkills: [1] },
    { name: 'a', hubSkills: 'x' },
    { name: 'a', skills: { mode: 'some' } },
    { name: 'a', skills: null },
    { name: 'a', model: { provider: 'p' } },
    { name: 'a', clone: { from: 'b', mode: 'most' } },
    { name: 'a', alias: 'yes' },
    { name: 'a', env: { A: 1 } },
    null,
    [],
    'a',
  ])('is refused when its shape is wrong: %j', (plan) => {
    expect(planInputSchema.safeParse(plan).success).toBe(false);
  });
});

describe('secrets', () => {
  const secretIn = (secret: unknown) => [
    { name: 'a', env: { TOKEN: secret } },
    { name: 'a', mcpServers: [{ name: 's', env: { TOKEN: secret } }] },
    { name: 'a', mcpServers: [{ name: 's', headers: { Authorization: secret } }] },
    { name: 'a', mcpServers: [{ name: 's', bearerToken: secret }] },
  ];

  test('come in clear from clients, never as references', () => {
    for (const plan of secretIn('value')) expect(planInputSchema.safeParse(plan).success).toBe(true);
    for (const plan of secretIn({ secret: 'env.A' })) expect(planInputSchema.safeParse(plan).success).toBe(false);
  });

  test('are only references in what is recorded', () => {
    for (const plan of secretIn('value')) expect(planSchema.safeParse(plan).success).toBe(false);
    for (const plan of secretIn({ secret: 'env.A' })) expect(planSchema.safeParse(plan).success).toBe(true);
  });

  test('have no place beside their reference', () => {
    const plan = planSchema.parse({ name: 'a', env: { A: { secret: 'env.A', value: 'in clear' } } });
    expect(JSON.stringify(plan)).not.toContain('in clear');
  });
});

describe('a profile name', () => {
  test.each(['a', '0', 'coder', 'a-b_c', 'a'.repeat(64)])('may be %s', (name) => expect(name).toMatch(PROFILE_NAME));
  test.each(['', '-a', '_a', 'A', 'a b', 'a.b', '../a', 'ä', 'a\n', 'a'.repeat(65)])('may not be %j', (name) =>
    expect(name).not.toMatch(PROFILE_NAME),
  );
});
