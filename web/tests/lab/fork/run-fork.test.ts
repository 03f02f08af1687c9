import { expect, it } from 'vitest';
import { planOf } from '../../../../tests/machines/flow/facts.ts';
import { createClient } from '../../../src/api/client.ts';
import { toFreeName } from '../../../src/lab/fork/free-name.ts';
import { createRunFork } from '../../../src/lab/fork/run-fork.ts';

const run = { flow: 'flw_1', at: 3, plan: planOf({ name: 'coder' }) };

const scripted = (...answers: readonly (() => Response)[]) => {
  const keys: (string | null)[] = [];
  const fetch = (_: RequestInfo | URL, init?: RequestInit) => {
    keys.push(new Headers(init?.headers).get('Idempotency-Key'));
    return Promise.resolve((answers[keys.length - 1] ?? taken)());
  };
  let made = 0;
  const api = createClient({ token: '', fetch, onSessionEnd: () => {} });
  return { keys, start: createRunFork(api, () => `key-${(made += 1)}`) };
};

const taken = () => Response.json({ flow: { id: 'flw_2' } }, { status: 202 });
const lost = () => {
  throw new TypeError('no answer');
};
const refused = () =>
  Response.json({ title: 'x', status: 409, detail: 'It exists.', code: 'profile/exists' }, { status: 409 });

it('two presses at once are one flow', async () => {
  const { keys, start } = scripted();
  await Promise.all([start(run), start({ ...run })]);
  expect(keys).toEqual(['key-1', 'key-1']);
});

it('is sent with the same key until an answer comes, and with another for another plan', async () => {
  const { keys, start } = scripted(lost, refused);
  await expect(start(run)).rejects.toThrow();
  await expect(start(run)).rejects.toThrow('It exists.');
  await start(run);
  await start({ ...run, plan: planOf({ name: 'other' }) });
  expect(keys).toEqual(['key-1', 'key-1', 'key-2', 'key-3']);
});

it.each([
  ['coder', [], 'coder'],
  ['coder', ['coder'], 'coder-2'],
  ['coder-2', ['coder', 'coder-2', 'coder-3'], 'coder-4'],
  ['a'.repeat(64), ['a'.repeat(64)], `${'a'.repeat(62)}-2`],
])('the free name for %s beside %j is %s', (name, names, free) => {
  expect(toFreeName(name, names)).toBe(free);
});
