import { expect, it } from 'vitest';
import { parseProfileName } from '../../../src/machines/flow/profile-name.ts';

it.each([
  ['coder', 'coder'],
  ['  MyBot ', 'mybot'],
  ['0-a_b', '0-a_b'],
  ['chat', 'chat'],
  ['x'.repeat(64), 'x'.repeat(64)],
])('%j becomes the profile %s', (typed, name) => {
  expect(parseProfileName(typed)).toEqual({ ok: true, name });
});

it.each([
  ['', 'name/empty'],
  ['  ', 'name/empty'],
  ['Has Spaces', 'name/invalid'],
  ['a/b', 'name/invalid'],
  ['..', 'name/invalid'],
  ['-x', 'name/invalid'],
  ['_x', 'name/invalid'],
  ['é', 'name/invalid'],
  ['a\n', 'ok'],
  ['a\nb', 'name/invalid'],
  ['x'.repeat(65), 'name/invalid'],
  ['Test', 'name/reserved'],
  [' hermes ', 'name/reserved'],
  ['tmp', 'name/reserved'],
  ['root', 'name/reserved'],
  ['sudo', 'name/reserved'],
  ['DEFAULT', 'name/default'],
])('%j is answered with %s', (typed, code) => {
  const parsed = parseProfileName(typed);
  expect(parsed.ok ? 'ok' : parsed.code).toBe(code);
});

it('a refusal repeats the name and says what is allowed', () => {
  expect(parseProfileName('a b')).toMatchObject({ message: expect.stringMatching(/"a b".*letters, digits/) });
});
