import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { createPreviewLab, type PreviewLab } from './preview-lab.ts';

let lab: PreviewLab;
beforeAll(async () => {
  lab = await createPreviewLab();
});
afterAll(() => lab.close());

test('a preview is true for any words', async () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('yes', 'null', '0777', '${X}', ' # x', 'a: b', '"q"', "it's", '- x', '\n\n', 'ä\r\nö', '\u2028'),
  );
  const names = fc.constantFrom('A', 'KEY_2', 'LD_PRELOAD', 'bad key', 'OPENROUTER_API_KEY');
  const record = fc.dictionary(names, words, { maxKeys: 3 });
  const mcpServer = fc.record(
    { name: words, command: fc.constantFrom('sh', 'x y', ''), args: fc.array(words, { maxLength: 3 }), env: record },
    { requiredKeys: ['name'] },
  );
  const plans = fc.record(
    {
      description: words,
      soul: words,
      user: words,
      clone: fc.constantFrom(undefined, { from: 'old' }, { from: 'old', mode: 'all' }),
      model: fc.record({ provider: words, model: words }),
      mcpServers: fc.array(mcpServer, { maxLength: 3 }),
      env: record,
      skills: fc.record({
        mode: fc.constantFrom('bundle', 'exactly'),
        keep: fc.array(fc.constantFrom('alpha', 'mine', 'x')),
      }),
    },
    { requiredKeys: [] },
  );
  let count = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      await lab.expectTrue({ ...plan, name: `any-${(count += 1)}` });
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 60_000);
