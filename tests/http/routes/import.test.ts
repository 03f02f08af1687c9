import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toExportLine } from '../../../src/machines/flow/export.ts';
import { facts, flowId, record } from '../../cli/recorded-flow.ts';
import { recordLongFlow } from '../../fixtures/long-flow.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

const text = record(facts).map(toExportLine).join('');
const importing = (body: string, headers: Record<string, string> = {}) =>
  fixture.post('/api/flows/import', body, { 'content-type': 'application/x-ndjson', ...headers });

describe('POST /api/flows/import', () => {
  it('answers 201 with the flow and where it is, and 200 when it comes again', async () => {
    const response = await importing(text);
    const body: unknown = await response.json();
    expect([response.status, response.headers.get('location')]).toEqual([201, `/api/flows/${flowId}`]);
    expect(body).toMatchObject({ flow: { id: flowId, version: 11, outcome: 'with-problems', imported: {} } });
    const again = await importing(text);
    expect([again.status, await again.json()]).toEqual([200, body]);
    expect(await (await fixture.get(`/api/flows/${flowId}`)).json()).toMatchObject({ imported: {} });
    expect(await (await fixture.get('/api/flows')).json()).toMatchObject({ flows: [{ imported: {} }] });
  });

  it('gives back the bytes it took', async () => {
    await importing(text);
    expect(await (await fixture.get(`/api/flows/${flowId}/export`)).text()).toBe(text);
  });

  it('takes a flow of five thousand events', async () => {
    const long = recordLongFlow('flw_long', 1665);
    const response = await importing(long.map(toExportLine).join(''));
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ flow: { id: 'flw_long', version: long.length } });
  });

  it('names the version at which the bytes differ', async () => {
    const response = await importing(text.replace('4711', '4712'));
    expect(await readProblem(response)).toMatchObject({
      status: 422,
      code: 'import/differs',
      flow: flowId,
      detail: expect.stringContaining('version 8 (install.queued)') as string,
    });
  });

  it('ends the stream of a flow that never came to rest', async () => {
    await importing(text.split('\n').slice(0, 3).join('\n'));
    const stream = await fixture.get(`/api/flows/${flowId}/stream?after=0`);
    const frames = await stream.text();
    expect(frames.match(/^event: .*$/gm)).toEqual([...Array(3).fill('event: transition'), 'event: end']);
  });

  it.each(['retry', 'cancel', 'discard'])('refuses %s with a code of its own', async (command) => {
    await importing(text);
    const body = { retry: { all: true }, cancel: {}, discard: { confirm: 'coder' } }[command] ?? {};
    const response = await fixture.post(`/api/flows/${flowId}/${command}`, body);
    expect(await readProblem(response)).toMatchObject({ status: 409, code: 'flow/imported', flow: flowId });
  });

  it.each([
    ['another content type', text, { 'content-type': 'application/json' }, 'request/content-type'],
    ['more than it takes', text, { 'content-length': String(4 * 1024 * 1024 + 1) }, 'request/too-large'],
    ['chunks', text, { 'transfer-encoding': 'chunked' }, 'request/length-required'],
    ['no lines', '\n', {}, 'import/invalid'],
  ])('refuses %s', async (_, body, headers, code) => {
    expect((await readProblem(await importing(body, headers))).code).toBe(code);
  });
});
