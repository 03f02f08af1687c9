import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBlueprint } from '../../src/machines/blueprint/read-blueprint.ts';
import { writeBlueprint } from '../../src/machines/blueprint/write-blueprint.ts';
import { type PlanInput, planInputSchema } from '../../src/machines/flow/plan.ts';

const read = (text: string, env: Record<string, string> = {}) => readBlueprint({ text, name: 'plan.yaml', env });

describe('a blueprint', () => {
  test('is read back as the plan it was written from', () => {
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'null',
        '~',
        'true',
        'no',
        '0777',
        '1e3',
        '',
        ' ',
        '- a',
        'a: b',
        '# x',
        'a\nb\n',
        '\n',
        '"',
        '|',
      ),
    );
    const texts = fc.array(words, { maxLength: 3 });
    const plan = fc.record(
      {
        name: words,
        description: words,
        soul: words,
        user: words,
        alias: fc.boolean(),
        clone: fc.record({
          from: words,
          mode: fc.constantFrom('config', 'all'),
          credentials: fc.constantFrom('all', 'no-messaging'),
        }),
        model: fc.record({ provider: words, model: words, baseUrl: words }),
        mcpServers: fc.array(fc.record({ name: words, command: words, args: texts }), { maxLength: 2 }),
        skills: fc.record({ mode: fc.constantFrom('bundle', 'none', 'exactly'), keep: texts, optional: texts }),
        hubSkills: texts,
      },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(plan, (input) => {
        const given: PlanInput = planInputSchema.parse(input);
        expect(read(writeBlueprint(given))).toEqual({ ok: true, plan: given, missing: [] });
      }),
    );
  });

  test('says nothing of what has its default', () => {
    expect(writeBlueprint(planInputSchema.parse({ name: 'scout' }))).toBe('name: scout\n');
  });

  test('gives the plan without the secrets whose variables are missing, and tells which', () => {
    const text = 'name: a\nenv:\n  A: ${ONE}\n  B: ${TWO}\n';
    expect(read(text, { ONE: '1' })).toMatchObject({
      ok: true,
      plan: { env: { A: '1', B: '' } },
      missing: [{ name: 'TWO', path: ['env', 'B'], text: expect.stringMatching(/^plan\.yaml:4: env\.B needs/) }],
    });
  });
});
