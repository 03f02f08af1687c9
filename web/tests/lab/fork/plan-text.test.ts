import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Plan, planInputSchema } from '../../../../src/machines/flow/plan.ts';
import { sealPlan } from '../../../../src/machines/flow/secrets.ts';
import { corpusFiles, readCorpus } from '../../../../tests/corpus-files.ts';
import { createReplay } from '../../../../src/machines/flow/replay.ts';
import { planOf } from '../../../../tests/machines/flow/facts.ts';
import { readPlan, secretsOf, writePlan } from '../../../src/lab/fork/plan-text.ts';

const { plan } = sealPlan(
  planInputSchema.parse({
    name: 'coder',
    env: { KEY: 'planted' },
    mcpServers: [
      { name: 'docs', command: 'npx', env: { KEY: 'planted', OTHER: 'planted' } },
      { name: 'web', url: 'https://example.org', headers: { 'X-Key': 'planted' }, bearerToken: 'planted' },
      { name: 'docs', url: 'https://example.org', bearerToken: 'planted' },
    ],
  }),
);

const read = (text: string, known = writePlan(plan)) => {
  const answer = readPlan(text, known);
  if (!answer.ok) throw new Error(answer.faults.join('\n'));
  return answer;
};
const faultsOf = (text: string) => {
  const answer = readPlan(text, writePlan(plan));
  return answer.ok ? [] : answer.faults;
};

describe('a recorded plan as text', () => {
  it('has a name of its own for every secret, and no value', () => {
    const { text, references } = writePlan(plan);
    expect([...references]).toHaveLength(secretsOf(plan).length);
    expect(text).toContain('KEY: ${KEY}');
    expect(text).toContain('KEY: ${DOCS_KEY}');
    expect(text).toContain('X-Key: ${WEB_X_KEY}');
    expect(text).toContain('bearerToken: ${WEB_TOKEN}');
  });

  it('is read back as the same plan', () => {
    expect(read(writePlan(plan).text)).toEqual({ ok: true, plan, edit: plan });
  });

  it.each(corpusFiles())('is read back as the same plan: %s', (file) => {
    const replay = createReplay(readCorpus(file));
    const recorded = replay.at(replay.last)?.snapshot.context.plan;
    if (!recorded) throw new Error('It folds.');
    const written = writePlan(recorded);
    expect(read(written.text, written).plan).toEqual(recorded);
  });
});

describe('a changed plan', () => {
  const { text } = writePlan(plan);

  it('keeps a secret of a server that was renamed', () => {
    const { plan: changed } = read(text.replace('name: docs', 'name: books'));
    expect(changed.mcpServers[0]).toMatchObject({ name: 'books', env: { KEY: { secret: 'mcp.docs.env.KEY' } } });
  });

  it('is folded without the secrets that are new in it, and sent with them', () => {
    const { plan: folded, edit } = read(text.replace('${KEY}', 'new value'));
    expect(folded.env).toEqual({ KEY: { secret: 'env.KEY' } });
    expect(edit.env).toEqual({ KEY: 'new value' });
    expect(JSON.stringify(folded)).not.toContain('new value');
  });

  it('names a secret it has no value for by its place', () => {
    const { edit } = read('name: coder\nmcpServers:\n  - name: fresh\n    env: {TOKEN: "${TOKEN}"}\n');
    expect(secretsOf(edit)).toEqual(['mcp.fresh.env.TOKEN']);
  });

  it.each([
    ['name: [', /^plan:1: not readable as YAML/],
    ['name: coder\nmodel: x\n', /^plan:2: model: expected object/],
    ['name: coder\nmodell: {}\n', /^plan:2: "modell" is not a key of a plan/],
    ['name: Has Spaces\n', /^plan: name: "Has Spaces" cannot be a profile name/],
    ['name: coder\nenv:\n  KEY: "Bearer ${KEY}"\n', /^plan:3: env\.KEY: write \$\{KEY\} alone/],
  ])('says in which line it is none: %j', (wrong, fault) => {
    expect(faultsOf(wrong)[0]).toMatch(fault);
  });
});

it('any plan is read back as it was written', () => {
  const word = fc.string({ maxLength: 12 });
  const secrets = fc.dictionary(word, fc.constant('s'), { maxKeys: 3 });
  const server = fc.record({ name: word, command: word, args: fc.array(word, { maxLength: 2 }), env: secrets });
  fc.assert(
    fc.property(fc.array(server, { maxLength: 3 }), secrets, word, (mcpServers, env, soul) => {
      const any: Plan = sealPlan({ ...planOf({ name: 'coder', soul }), mcpServers, env }).plan;
      const written = writePlan(any);
      expect(read(written.text, written).plan).toEqual(any);
    }),
  );
});
