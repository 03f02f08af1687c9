import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/adapters/stores/store-error.ts';
import { FlowUnreadableError } from '../../src/app/flow-unreadable-error.ts';
import { createApp } from '../../src/http/app.ts';
import { auth, createAppFixture, HOST, readProblem, TOKEN } from './fixture-app.ts';

const ask = async (error: Error) => {
  const {
    engine,
    shelf,
    describer,
    openTerminal,
    mcpProber,
    preview,
    layChartOut,
    catalog,
    settings,
    skillHub,
    close,
  } = createAppFixture();
  const faults: string[] = [];
  const fail = () => {
    throw error;
  };
  const app = createApp({
    engine: { ...engine, list: fail },
    shelf,
    describer,
    openTerminal,
    mcpProber,
    preview,
    layChartOut,
    catalog,
    settings,
    skillHub,
    token: TOKEN,
    info: { version: '1', pid: 1, hermes: null, home: '/' },
    pageDirectory: '/nowhere',
    allowedHosts: () => [HOST],
    clock: { now: () => new Date(), sleep: async () => {} },
    closing: new AbortController().signal,
    onFault: (what, cause) => faults.push(`${what}: ${String(cause)}`),
  });
  const response = await app.request('/api/flows', { headers: { host: HOST, ...auth } });
  const text = await response.clone().text();
  await close();
  return { response, text, faults, problem: await readProblem(response) };
};

describe('an exception', () => {
  it('is told to the server under the request id, and to the client only that it was', async () => {
    const { response, text, faults, problem } = await ask(new Error('secret path /home/x'));
    expect([response.status, problem.code]).toEqual([500, 'internal/unexpected']);
    expect(text).not.toMatch(/secret|stack|home/);
    expect(faults).toEqual([expect.stringContaining(problem.requestId)]);
    expect(faults).toEqual([expect.stringContaining('secret path /home/x')]);
  });

  it('of a flow that cannot be folded is told apart from a missing one', async () => {
    const { response, problem } = await ask(new FlowUnreadableError('flw_x'));
    expect([response.status, problem.code]).toEqual([500, 'flow/unreadable']);
  });

  it.each([
    ['store/busy', 503, 'store/busy'],
    ['store/unavailable', 503, 'store/unavailable'],
    ['store/closed', 503, 'server/closing'],
  ] as const)('of a store is answered by its code (%s)', async (code, status, answered) => {
    const { response, text, problem } = await ask(new StoreError(code, 'could not write /data/log.db'));
    expect([response.status, problem.code, response.headers.has('retry-after')]).toEqual([status, answered, true]);
    expect(text).not.toContain('/data');
  });
});
