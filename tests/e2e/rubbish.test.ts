import fc from 'fast-check';
import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/http/problem.ts';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { hermesBody, plan, type Rubbish, rubbish } from './rubbish.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;
let flow: FlowView;

beforeAll(async () => {
  scratch = await createScratch();
  // Nothing listens there, so that no clone over the network is waited for.
  server = await startServer(scratch, { env: { https_proxy: 'http://127.0.0.1:9' } });
  flow = await server.settled((await server.create({ name: 'victim', mcpServers: [{ name: 'broken' }] })).id);
});

afterEach(async () => {
  expect((await server.call('/api/health')).status).toBe(200);
  expect(server.printed()).not.toMatch(/request [0-9a-f-]{36}/);
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

type Answer = Readonly<{ status: number; type: string; text: string }>;

/** Sends bytes as they are: `fetch` would tidy paths and headers up. */
const send = ({ method, path, headers, body }: Rubbish): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body.length === 0 ? {} : { 'content-length': body.length };
    const base = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...length };
    const { port } = new URL(server.url);
    const asked = request({ port, method, path, headers: { ...base, ...headers }, agent: false }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      const type = answered['content-type'] ?? '';
      let text = '';
      const done = (): void => resolve({ status, type, text });
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', done).on('error', done);
      // A stream goes on; that it was let in is all there is to know.
      if (type === 'text/event-stream') {
        done();
        response.destroy();
      }
    });
    asked.on('error', reject);
    asked.end(body);
  });

/** A refusal is a problem document with a code of the closed list; a fault of the server is none of the answers to rubbish. */
const expectAnswer = ({ status, type, text }: Answer, { path, method }: Rubbish): void => {
  expect(status).toBeLessThan(500);
  if (status < 400 || method === 'HEAD') return;
  if (type.startsWith('text/html')) return expect([path, status]).toEqual([expect.not.stringMatching(/^\/api/), 401]);
  expect(type).toBe('application/problem+json');
  const problem = JSON.parse(text) as { code: string; status: number; title: string; detail: unknown };
  expect(Object.keys(kinds)).toContain(problem.code);
  expect(problem).toMatchObject({ status, title: expect.stringMatching(/./) });
  expect(problem.detail).toBeTruthy();
  expect(text).not.toMatch(/node_modules|src\/[a-z]+\//);
};

const post = async (path: string, text: string | Uint8Array): Promise<Answer> => {
  const sent = { method: 'POST', path, headers: {}, body: typeof text === 'string' ? Buffer.from(text) : text };
  const answer = await send(sent);
  expectAnswer(answer, sent);
  return answer;
};
const codeOf = ({ text }: Answer): string => (JSON.parse(text) as { code: string }).code;
const started = async (answer: Answer): Promise<FlowView> => {
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  return await server.settled((JSON.parse(answer.text) as { flow: FlowView }).flow.id);
};

test('is answered in words on every route, never by a fault', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rubbish, async (drawn) => {
      const isReading = drawn.method === 'GET' || drawn.method === 'HEAD';
      const empty = isReading ? { body: new Uint8Array() } : {};
      const sent = { ...drawn, ...empty, path: drawn.path.replace('VICTIM', flow.id) };
      expectAnswer(await send(sent), sent);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

test('in the right places of a plan is refused by name or made a profile of', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(plan, hermesBody), async (drawn) => {
      const answer = await post('mcp_servers' in drawn ? '/api/profiles' : '/api/flows', JSON.stringify(drawn));
      if (answer.status >= 400) return;
      const { flow: made } = JSON.parse(answer.text) as { flow: FlowView };
      const done = await server.settled(made.id);
      expect(['complete', 'with-problems']).toContain(done.outcome);
      for (const { code, message } of done.problems) {
        expect(code).not.toBe('internal/unexpected');
        expect(message.length).toBeGreaterThan(10);
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

describe('a body', () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  test.each([
    ['/api/flows', deep(100_000), 'request/invalid'],
    ['/api/flows', '['.repeat(500_000), 'request/not-json'],
    ['/api/profiles', `{"name":"a","mcp_servers":${deep(100_000)}}`, 'request/invalid'],
    ['/api/tickets', deep(9000), 'request/invalid'],
  ])('that is deep is refused: %s %#', async (path, text, code) => {
    expect(codeOf(await post(path, text))).toBe(code);
  });

  test('that is deep where anything goes is refused', async () => {
    const path = `/api/flows/${flow.id}/retry`;
    expect(codeOf(await post(path, `{"item":"mcp:broken","edit":${deep(9000)}}`))).toBe('edit/invalid');
  });

  test.each([
    ['/api/flows', 1024 * 1024],
    ['/api/profiles', 1024 * 1024],
    [`/api/tickets`, 64 * 1024],
  ])('of more than %s takes is refused by its length', async (path, limit) => {
    const text = JSON.stringify({ name: 'big', soul: '' }).replace('""', `"${'x'.repeat(limit)}"`);
    expect(codeOf(await post(path, text))).toBe('request/too-large');
  });

  test('of all a plan may have is taken', async () => {
    const soul = 'x'.repeat(1024 * 1024 - 100);
    expect((await started(await post('/api/flows', JSON.stringify({ name: 'the-large', soul })))).outcome).toBe(
      'complete',
    );
  });

  test.each(['/api/flows', '/api/profiles', '/api/tickets'])('that is not UTF-8 is refused: %s', async (path) => {
    const bytes = Buffer.from('{"name":"a\xff\xfe"}', 'latin1');
    expect(codeOf(await post(path, bytes))).toBe('request/not-json');
  });

  test.each([
    ['{"name":"half","description":"\\ud800"}', 'surrogate'],
    ['{"name":"half","env":{"\\udfff":"x"}}', 'surrogate'],
    ['{"name":"kept","env":{"__proto__":"secret"}}', '__proto__'],
    ['{"name":"kept","mcpServers":[{"name":"a","command":"b","env":{"\\u005f_proto__":"secret"}}]}', '__proto__'],
  ])('with what no plan can hold is refused, not cut: %s', async (text, words) => {
    const answer = await post('/api/flows', text);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'request/invalid']);
    expect(answer.text).toContain(words);
  });
});

describe('a plan', () => {
  test('with names that objects have by themselves is made as it says', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const [, ...keys] = names;
    const done = await started(
      await post(
        '/api/flows',
        JSON.stringify({
          name: 'constructor',
          env: Object.fromEntries(keys.map((key) => [key, 'value'])),
          mcpServers: names.map((each) => ({ name: each, command: 'true', env: { constructor: 'value' } })),
          skills: { mode: 'exactly', keep: names },
          hubSkills: names.map((each) => `/none/${each}`),
        }),
      ),
    );
    expect(done.items.filter(({ kind, state }) => kind === 'mcp' && state === 'succeeded')).toHaveLength(4);
    expect(done.items.find(({ id: item }) => item === 'env')).toMatchObject({ state: 'succeeded' });
    expect(done.problems.map(({ code }) => code)).toEqual([
      ...names.map(() => 'skill/unknown'),
      ...names.map(() => 'install/not-found'),
    ]);
  });

  test.each(['', '..', '../..', '../../../etc', '/etc', 'profiles/../..', '.staged', 'x\u0000'])(
    'that clones what is no profile is refused: %j',
    async (from) => {
      await mkdir(join(scratch.hermes, 'profiles', '.staged'), { recursive: true });
      const answer = await post('/api/flows', JSON.stringify({ name: 'thief', clone: { from, mode: 'all' } }));
      expect([answer.status, codeOf(answer)]).toEqual([422, 'clone/source-missing']);
    },
  );

  test('with the oddest names has problems that can all be mended', async () => {
    const odd = ['a\nb', '\u001b[2J', 'x'.repeat(3000), '__proto__', 'constructor', '#2', '💥\u202e'];
    const body = {
      name: 'the-odd',
      mcpServers: odd.map((each) => ({ name: each })),
      hubSkills: odd.map((each) => `/${each}`),
    };
    const { id, problems } = await started(await post('/api/flows', JSON.stringify(body)));
    expect(problems).toHaveLength(2 * odd.length);
    for (const { item } of problems) {
      const edit = item.startsWith('mcp:') ? { name: `mended-${problems.length}`, command: 'true' } : '/none';
      const answer = await post(`/api/flows/${id}/retry`, JSON.stringify({ item, edit }));
      expect([item, answer.status]).toEqual([item, 202]);
    }
    const done = await server.settled(id);
    expect(done.items.filter(({ attempt }) => attempt === 2)).toHaveLength(2 * odd.length);
  });

  test.each(['constructor', '__proto__', 'toString', 'mcp:toString'])(
    'has no item that it does not have: %s',
    async (item) => {
      const path = `/api/flows/${flow.id}`;
      for (const command of ['retry', 'cancel'])
        expect(codeOf(await post(`${path}/${command}`, JSON.stringify({ item })))).toBe('item/not-found');
      const log = await server.call(`${path}/items/${item}/log`);
      expect([log.status, await log.json()]).toMatchObject([404, { code: 'item/not-found' }]);
    },
  );

  test('with 200 servers has them all', async () => {
    const mcpServers = Array.from({ length: 200 }, (_, index) => ({ name: `s${index}`, command: 'true' }));
    const done = await started(await post('/api/flows', JSON.stringify({ name: 'the-many', mcpServers })));
    expect(done.outcome).toBe('complete');
    expect(done.items.filter(({ kind, state }) => kind === 'mcp' && state === 'succeeded')).toHaveLength(200);
  });

  test('with 100 hub skills that are not there has 100 problems', async () => {
    const hubSkills = Array.from({ length: 100 }, (_, index) => `/none/${index}`);
    const done = await started(await post('/api/flows', JSON.stringify({ name: 'the-empty', hubSkills })));
    expect(done.problems.map(({ item }) => item)).toEqual(hubSkills.map((each) => `install:${each}`));
    expect(new Set(done.problems.map(({ code }) => code))).toEqual(new Set(['install/not-found']));
  });
});
