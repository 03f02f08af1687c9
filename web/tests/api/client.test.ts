import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '../../src/api/api-problem.ts';
import { createClient, withIdempotencyKey } from '../../src/api/client.ts';

type Answer = Readonly<{ status: number; body?: string }>;
type Seen = Readonly<{ method: string | undefined; url: string | undefined; headers: object; body: string }>;

let server: Server;
let origin: string;
let answer: Answer;
let seen: Seen[];
let ended: number;

beforeEach(async () => {
  [answer, seen, ended] = [{ status: 200, body: '{}' }, [], 0];
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});

afterEach(() => server.close());

const readBody = async (request: IncomingMessage) => (await request.toArray()).join('');
const client = () => createClient({ token: 'T', fetch, onSessionEnd: () => (ended += 1) });

describe('a request', () => {
  it('carries the token and what was asked for, and gives the answer', async () => {
    answer = { status: 200, body: '{"flows":[]}' };
    const query = { limit: 5, before: undefined, profile: 'a b' };
    expect(await client().get(`${origin}/api/flows`, { query })).toEqual({ flows: [] });
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'GET',
        url: '/api/flows?limit=5&profile=a+b',
        headers: expect.objectContaining({ authorization: 'Bearer T' }),
      }),
    ]);
  });

  it('sends a command as JSON with its key', async () => {
    answer = { status: 202, body: '{"ok":true}' };
    const headers = withIdempotencyKey('k1');
    expect(await client().send('POST', `${origin}/api/flows`, { body: { name: 'x' }, headers })).toEqual({ ok: true });
    expect(seen).toEqual([
      expect.objectContaining({
        body: '{"name":"x"}',
        headers: expect.objectContaining({ 'content-type': 'application/json', 'idempotency-key': 'k1' }),
      }),
    ]);
  });

  it('gives nothing for an answer without content', async () => {
    answer = { status: 204 };
    expect(await client().send('DELETE', `${origin}/api/x`)).toBeUndefined();
  });
});

describe('a refusal', () => {
  const refusedWith = async (given: Answer) => {
    answer = given;
    return client()
      .get(`${origin}/api/x`)
      .catch((error: unknown) => error);
  };

  it('is the problem the server told', async () => {
    const problem = { title: 'Taken', status: 409, detail: 'There is one.', code: 'profile/exists', flow: 'flw_1' };
    const error = await refusedWith({ status: 409, body: JSON.stringify(problem) });
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ message: 'There is one.', problem });
    expect(ended).toBe(0);
  });

  it('says every part of a body that has the wrong shape', async () => {
    const detail = [
      { type: 'missing', loc: ['body', 'name'], msg: 'is needed' },
      { type: 'type', loc: ['body', 'env', 0], msg: 'must be text' },
    ];
    const body = JSON.stringify({ title: 'Wrong', status: 422, detail, code: 'request/invalid' });
    expect(await refusedWith({ status: 422, body })).toMatchObject({
      message: 'body.name: is needed; body.env.0: must be text',
    });
  });

  it('is one too when something in between answers without a problem document', async () => {
    expect(await refusedWith({ status: 502, body: '<h1>Bad gateway</h1>' })).toMatchObject({
      problem: { status: 502, code: 'unknown' },
    });
  });

  it('of the token ends the session', async () => {
    await refusedWith({ status: 401, body: '{}' });
    expect(ended).toBe(1);
  });
});

describe('no answer', () => {
  it('says that the server cannot be reached', async () => {
    server.close();
    server.closeAllConnections();
    await expect(client().get(`${origin}/api/x`)).rejects.toBeInstanceOf(Unreachable);
  });

  it('is an abort where it was wanted', async () => {
    const signal = AbortSignal.abort();
    await expect(client().get(`${origin}/api/x`, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
