import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRedacted } from '../../../src/adapters/runner/read-redacted.ts';
import { createRedactor } from '../../../src/adapters/runner/redact.ts';

const redact = (text: string, ...secrets: readonly string[]): string =>
  Buffer.from(createRedactor(secrets)(Buffer.from(text))).toString();
const readAll = async (
  output: Uint8Array,
  secrets: readonly string[],
  sizes: readonly number[],
  growth: readonly number[],
) => {
  const parts: Uint8Array[] = [];
  let after = 0;
  let visible = 0;
  for (let step = 0; after < output.length; step += 1) {
    visible = Math.min(output.length, visible + (growth[step % growth.length] ?? 1));
    const read = async (from: number, limit: number) => {
      const bytes = output.subarray(0, visible).subarray(from, from + limit);
      return { bytes, next: from + bytes.length };
    };
    const limit = sizes[step % sizes.length] ?? 1;
    const { bytes, next } = await readRedacted({ read, after, limit, secrets, hasEnded: visible === output.length });
    expect([bytes.length <= limit, next]).toEqual([true, after + bytes.length]);
    parts.push(bytes);
    after = next;
  }
  return Buffer.concat(parts);
};

test('masks a secret with as many stars as it has bytes', () => {
  expect(redact('key=päss! ok päss!', 'päss!')).toBe('key=****** ok ******');
});

test('masks overlapping secrets whole', () => {
  expect(redact('abababx abcdefgh', 'abab', 'abcdef', 'efgh')).toBe('******x ********');
});

test('masks a secret as it looks in a URL and in JSON, and each line of a long one', () => {
  expect(redact('?t=a%2Fb%20c', 'a/b c')).toBe('?t=*********');
  expect(redact('{"t":"a\\"b\\n1"}', 'a"b\n1')).toBe('{"t":"*******"}');
  expect(redact('first-line\r\nsecond-line', 'first-line\nsecond-line\n')).toBe('**********\r\n***********');
});

test('leaves values that are too short to be told from text, and the bytes it was given', () => {
  const bytes = Buffer.from('version 1 secret');
  expect(redact('version 1 on', '1', '', 'on')).toBe('version 1 on');
  createRedactor(['secret'])(bytes);
  expect(bytes.toString()).toBe('version 1 secret');
});

test.each([
  ['https://user:p%40ss@host/x', 'https://***********@host/x'],
  ['git clone https://tok@en@host', 'git clone https://******@host'],
  ['see https://host/a@b and me@host', 'see https://host/a@b and me@host'],
  [`ghp_${'a1'.repeat(18)}!`, `${'*'.repeat(40)}!`],
  [`github_pat_${'a_'.repeat(20)} x`, `${'*'.repeat(51)} x`],
  ['sk-proj-abcdefghijkl_mn.', `${'*'.repeat(23)}.`],
  ['hf_abcdefghijklmnop', '*'.repeat(19)],
  ['xoxb-1234567890-abc', '*'.repeat(19)],
  [`npm_${'x'.repeat(36)}`, '*'.repeat(40)],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***********'],
  [
    'task-management-of-disk-utilities npm_config_user_agent',
    'task-management-of-disk-utilities npm_config_user_agent',
  ],
])('masks what has the shape of a secret: %s', (text, masked) => {
  expect(redact(text)).toBe(masked);
});

const secret = fc
  .string({ unit: fc.constantFrom('a', 'b', 'ß', ' ', '\n', '/', '"'), minLength: 4, maxLength: 12 })
  .filter((text) => text.trim() !== '');
const token = fc.constantFrom(
  'ghp_0123456789abcdefghij',
  'https://me:pass@host',
  'xoxb-1234567890-abc',
  ' Bearer abcdefghijkl',
);

test('no way of reading growing output shows a secret or moves an offset', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(secret, { minLength: 1, maxLength: 4 }).chain((secrets) =>
        fc.record({
          secrets: fc.constant(secrets),
          pieces: fc.array(
            fc.oneof(fc.constantFrom(...secrets), token, fc.constantFrom('a', 'ab', ' ', '\n', 'text ')),
            { maxLength: 12 },
          ),
        }),
      ),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      async ({ secrets, pieces }, sizes, growth) => {
        const output = Buffer.from(pieces.join(''));
        const shown = await readAll(output, secrets, sizes, growth);
        expect(shown).toHaveLength(output.length);
        for (const each of secrets) expect(shown.includes(Buffer.from(each))).toBe(false);
        for (const part of ['0123456789', 'me:pass', '1234567890-abc', 'cdefghijkl'])
          expect(shown.toString('latin1')).not.toContain(part);
        expect(shown.toString('latin1')).toBe(Buffer.from(createRedactor(secrets)(output)).toString('latin1'));
      },
    ),
    { numRuns: 500 },
  );
});

test('a secret longer than the usual margin is masked across borders', async () => {
  const long = 'k'.repeat(9000);
  const output = Buffer.from(`before ${long} after`);
  const shown = await readAll(output, [long], [1000], [700]);
  expect(shown.toString()).toBe(`before ${'*'.repeat(9000)} after`);
});

test('output without a space is shown although it goes on', async () => {
  const output = Buffer.from('x'.repeat(20_000));
  const read = async (from: number, limit: number) => ({ bytes: output.subarray(from, from + limit), next: 0 });
  const { next } = await readRedacted({ read, after: 0, limit: 20_000, secrets: [], hasEnded: false });
  expect(next).toBeGreaterThan(10_000);
});
