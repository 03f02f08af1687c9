import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askHermes, type Answer, comparableError, hermes, type Request } from '../fixtures/replay/ask-hermes.ts';
import { createScratchHome, createShelfFixture, type ScratchHome } from '../http/fixture-shelf.ts';

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
let theirs: ScratchHome;
beforeEach(async () => {
  [fixture, theirs] = [await createShelfFixture(), await createScratchHome()];
  await Promise.all([fill(fixture), fill(theirs)]);
});
afterEach(async () => {
  await fixture.close();
  await theirs.remove();
});

const fill = async ({ put, wrap, root }: Pick<ScratchHome, 'put' | 'wrap' | 'root'>) => {
  await put('hermes/profiles/coder/config.yaml', 'model:\n  provider: openrouter\n  default: a/b\n');
  await put('hermes/profiles/coder/SOUL.md', 'a coder\n');
  await put('hermes/profiles/coder/profile.yaml', 'description: codes\nrole: x\n');
  await put('hermes/profiles/other/.env');
  await mkdir(join(root, 'profiles', 'bare'));
  await wrap('coder');
};

const requests: readonly Request[] = [
  ['GET', '/api/profiles'],
  ['GET', '/api/profiles/active'],
  ['POST', '/api/profiles/active', { name: ' Coder ' }],
  ['GET', '/api/profiles/active'],
  ['POST', '/api/profiles/active', { name: 'ghost' }],
  ['POST', '/api/profiles/active', { name: 'a b' }],
  ['POST', '/api/profiles/active', {}],
  ['GET', '/api/profiles/coder/setup-command'],
  ['GET', '/api/profiles/default/setup-command'],
  ['GET', '/api/profiles/ghost/setup-command'],
  ['GET', '/api/profiles/Coder/setup-command'],
  ['GET', '/api/profiles/coder/soul'],
  ['GET', '/api/profiles/bare/soul'],
  ['GET', '/api/profiles/ghost/soul'],
  ['GET', '/api/profiles/test/soul'],
  ['PUT', '/api/profiles/bare/soul', { content: 'bare\nü' }],
  ['GET', '/api/profiles/bare/soul'],
  ['PUT', '/api/profiles/bare/soul', { content: 1 }],
  ['PUT', '/api/profiles/ghost/soul', { content: '' }],
  ['PUT', '/api/profiles/coder/description', { description: '  digs: yes ' }],
  ['PUT', '/api/profiles/bare/description', {}],
  ['PUT', '/api/profiles/bare/description', { description: null }],
  ['PUT', '/api/profiles/ghost/description', { description: 'x' }],
  ['PUT', '/api/profiles/other/model', { provider: ' anthropic ', model: 'anthropic/claude-opus-4.6' }],
  ['PUT', '/api/profiles/other/model', { provider: ' ', model: 'm' }],
  ['PUT', '/api/profiles/other/model', { provider: 'p' }],
  ['PUT', '/api/profiles/ghost/model', { provider: 'p', model: 'm' }],
  ['GET', '/api/profiles'],
  ['PATCH', '/api/profiles/coder', { new_name: 'other' }],
  ['PATCH', '/api/profiles/coder', { new_name: 'default' }],
  ['PATCH', '/api/profiles/coder', { new_name: 'x y' }],
  ['PATCH', '/api/profiles/coder', { new_name: null }],
  ['PATCH', '/api/profiles/default', { new_name: 'x' }],
  ['PATCH', '/api/profiles/ghost', { new_name: 'x' }],
  ['PATCH', '/api/profiles/Coder', { new_name: 'Writer' }],
  ['GET', '/api/profiles/active'],
  ['GET', '/api/profiles'],
  ['DELETE', '/api/profiles/default'],
  ['DELETE', '/api/profiles/ghost'],
  ['DELETE', '/api/profiles/a%20b'],
  ['DELETE', '/api/profiles/Writer'],
  ['POST', '/api/profiles/other/describe-auto', {}],
  ['POST', '/api/profiles/ghost/describe-auto', {}],
  ['POST', '/api/profiles/ghost/open-terminal'],
  ['GET', '/api/profiles/active'],
  ['GET', '/api/profiles'],
];

const askUs = async ([method, path, body]: Request): Promise<Answer> => {
  const answer = method === 'GET' ? fixture.get(path) : method === 'DELETE' ? fixture.delete(path) : null;
  const response = await (answer ?? fixture.send(method, path, body ?? {}));
  return [response.status, JSON.parse((await response.text()).replaceAll(fixture.root, '<root>'))];
};

/** A reason why there is no model is in words, which may differ too. */
const comparable = (answer: Answer): unknown => {
  const [status, body] = answer;
  if (status >= 400) return comparableError(answer);
  const isReason = typeof body === 'object' && body !== null && 'reason' in body;
  return [status, isReason ? { ...body, reason: typeof body.reason } : body];
};

describe.skipIf(hermes === '')('the calls of a dashboard (needs HERMES_AGENT: the hermes program of 0.19)', () => {
  it('are answered as Hermes answers them, field for field', async () => {
    const expected = await askHermes(requests, theirs);
    expect(expected).toHaveLength(requests.length);
    for (const [index, request] of requests.entries()) {
      const answer = await askUs(request);
      const about = JSON.stringify(request);
      expect([about, comparable(answer)]).toEqual([about, comparable(expected[index] ?? [0, null])]);
    }
  });
});
