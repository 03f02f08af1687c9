import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../src/http/operations.ts';
import { createAppFixture } from '../fixture-app.ts';
import { machineSchema } from '../../../src/http/view-schema.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

describe('GET /api/openapi.json', () => {
  it('lists exactly the routes there are', () => {
    const routes = fixture.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(?:\{[^}]*\}+)?/g, '{$1}')}`);
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(documented.toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it('describes bodies by the schemas the routes parse with', async () => {
    const schema = z.looseObject({
      openapi: z.literal('3.1.0'),
      paths: z.record(z.string(), z.record(z.string(), z.looseObject({ requestBody: z.unknown().optional() }))),
    });
    const { paths } = schema.parse(await (await fixture.get('/api/openapi.json')).json());
    expect(paths['/api/flows']?.['post']?.requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { type: 'object', required: ['name'] } } },
    });
    expect(paths['/api/flows/{id}/cancel']?.['post']?.requestBody).toMatchObject({ required: false });
  });
});

describe('the documented answers', () => {
  const documented = (method: string, path: string): z.ZodType =>
    operations.find((operation) => operation.method === method && operation.path === path)?.reply ?? z.never();
  const expectAll = (schema: z.ZodType, value: unknown) => expect(schema.parse(value)).toEqual(value);

  it('are the ones that are given', async () => {
    const started = await fixture.post('/api/flows', { name: 'coder', mcpServers: [{ name: 'x' }], hubSkills: ['-x'] });
    expectAll(documented('post', '/api/flows'), await started.json());
    const [flow] = fixture.engine.list({ limit: 1 }).flows;
    const id = flow?.id ?? '';
    await fixture.rested(id);
    for (const path of ['/api/flows', '/api/flows/{id}', '/api/flows/{id}/events', '/api/flows/{id}/snapshot']) {
      expectAll(documented('get', path), await (await fixture.get(path.replace('{id}', id))).json());
    }
    expectAll(documented('get', '/api/machine'), await (await fixture.get(`/api/machine?flow=${id}`)).json());
    expectAll(documented('get', '/api/about'), await (await fixture.get('/api/about')).json());
    expectAll(documented('get', '/api/machine/coverage'), await (await fixture.get('/api/machine/coverage')).json());
    expect((await fixture.get('/api/machine/coverage?definition=profile-create@0')).status).toBe(404);
    const created = await fixture.post('/api/profiles', { name: 'other', hub_skills: ['x'] });
    expectAll(documented('post', '/api/profiles'), await created.json());
  });
});

describe('the server about itself', () => {
  it('says what it is and works on, to those with the token', async () => {
    expect(await (await fixture.get('/api/about')).json()).toEqual({
      version: '1.2.3',
      pid: 4711,
      hermes: null,
      home: '/home/someone/.hermes',
    });
    expect((await fixture.get('/api/about', { authorization: '' })).status).toBe(401);
  });

  it('draws the chart of a flow and of new ones', async () => {
    const id = await fixture.start({ name: 'coder' });
    const drawn = await (await fixture.get(`/api/machine?flow=${id}`)).json();
    const { graph, mermaid } = machineSchema.parse(await (await fixture.get('/api/machine')).json());
    expect(drawn).toMatchObject({ graph, mermaid });
    expect(drawn).toMatchObject({
      definition: 'profile-create@1',
      mermaid: expect.stringMatching(/^stateDiagram-v2\n/),
    });
    expect((await fixture.get('/api/machine?flow=flw_none')).status).toBe(404);
    expect((await fixture.get('/api/machine?flow=..')).status).toBe(422);
    expect((await fixture.get('/api/machine?definition=profile-create@0')).status).toBe(404);
  });

  it('lays the chart out for a panel, with a lane for each server and install', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'docs' }], hubSkills: ['/x'] });
    const wide = machineSchema.parse(await (await fixture.get(`/api/machine?flow=${id}&width=1180`)).json());
    expect(wide.layout.direction).toBe('right');
    expect(wide.chart.states.flatMap(({ lanes }) => lanes.map((lane) => lane.id))).toEqual(
      expect.arrayContaining(['mcp:docs', 'install:/x']),
    );
    const narrow = await fixture.get(`/api/machine?flow=${id}&width=390&height=844`);
    expect(machineSchema.parse(await narrow.json()).layout.direction).toBe('down');
  });

  it('keeps room for notes where it is asked to', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'docs' }] });
    const noted = async (query: string) => {
      const { chart } = machineSchema.parse(await (await fixture.get(`/api/machine?${query}`)).json());
      return chart.states.filter(({ hasNote }) => hasNote).map((state) => state.id);
    };
    expect(await noted(`flow=${id}&notes=items`)).toEqual(['identity', 'mcp']);
    expect(await noted('notes=all')).toHaveLength(10);
    expect((await fixture.get('/api/machine?notes=some')).status).toBe(422);
  });

  it('gives the chart as a picture', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: '<&">' }] });
    const response = await fixture.get(`/api/machine?flow=${id}&format=svg`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    const svg = await response.text();
    expect(svg).toContain('>installing</text>');
    expect(svg).toContain('&lt;&amp;&quot;&gt;');
    expect(svg).not.toContain('<&">');
  });

  it('answers whether it is there without a token', async () => {
    expect(await (await fixture.get('/api/health', { authorization: '' })).json()).toMatchObject({
      ok: true,
      version: '1.2.3',
    });
  });

  it('counts flows by state and outcome, streams and events', async () => {
    for (const name of ['a', 'b']) await fixture.rested(await fixture.start({ name }));
    await fixture.rested(await fixture.start({ name: 'c', mcpServers: [{ name: 'x' }] }));
    const text = await (await fixture.get('/metrics')).text();
    expect(text).toContain('profile_builder_flows{state="done",outcome="complete"} 2\n');
    expect(text).toContain('profile_builder_flows{state="done",outcome="with-problems"} 1\n');
    expect(text).toContain('profile_builder_streams_open 0\n');
    expect(text).toMatch(/^profile_builder_events_appended_total \d+$/m);
  });
});
