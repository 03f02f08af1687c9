import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../src/adapters/catalog/catalog.ts';
import { createDashboardSource } from '../../../src/adapters/catalog/dashboard-source.ts';
import { createEmbeddedSource } from '../../../src/adapters/catalog/embedded-source.ts';
import { listen } from '../../fixtures/listen.ts';

const answers: Record<string, unknown> = {
  '/api/model/options': {
    providers: [
      {
        slug: 'nous',
        name: 'Nous',
        models: ['hermes-4'],
        capabilities: { 'hermes-4': { fast: false, reasoning: true } },
        pricing: { 'hermes-4': { input: '$1.00', output: 'free', free: false } },
      },
      { slug: 'anthropic', name: 'Anthropic', models: [], auth_type: 'api_key', key_env: 'ANTHROPIC_API_KEY' },
      { slug: 'lan', name: 'Mine', models: ['m'], auth_type: 'of another time', is_user_defined: true },
    ],
  },
  '/api/mcp/catalog': {
    entries: [
      { name: 'figma', description: 'd', transport: 'http', url: 'https://mcp.figma.com/mcp', auth_type: 'oauth' },
    ],
    diagnostics: [],
  },
};

describe('a running Hermes dashboard', () => {
  it('comes first, with its own providers and servers, and others fill what it lacks', async () => {
    const url = await listen((request, response) => {
      const isKnown = request.headers['x-hermes-session-token'] === 'secret';
      response.statusCode = isKnown ? 200 : 401;
      response.end(JSON.stringify(isKnown ? answers[request.url?.split('?')[0] ?? ''] : {}));
    });
    const source = createDashboardSource({ url: `${url}/`, token: 'secret' });
    const catalog = createCatalog([source, createEmbeddedSource()]);
    const { items } = await catalog.providers();
    const originOf = (slug: string) => items.find((one) => one.slug === slug)?.origin;
    expect([originOf('nous'), originOf('lan'), originOf('anthropic')]).toEqual(['dashboard', 'dashboard', 'embedded']);
    expect(items[0]?.models).toMatchObject([
      { id: 'hermes-4', reasoning: true, context: 0, price: { input: '$1.00', output: 'free', cache: null } },
    ]);
    expect((await catalog.servers()).items[0]).toMatchObject({ name: 'figma', origin: 'dashboard' });
    const stranger = await createDashboardSource({ url, token: null }).servers?.();
    expect(stranger).toMatchObject({ ok: false, reason: expect.stringContaining('401') });
  });

  it.each<[string, RequestListener, RegExp]>([
    ['is no JSON', (_, response) => response.end('<html>'), /could not be reached/],
    ['has another shape', (_, response) => response.end('{"providers":{}}'), /shape/],
    ['leads elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /reached/],
    ['does not come', () => {}, /in time/],
  ])('is told when its answer %s', async (_, answer, reason) => {
    const url = await listen(answer);
    const asked = await createDashboardSource({ url, token: null }, 200).providers?.();
    expect(asked).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('is told when nobody listens', async () => {
    const asked = await createDashboardSource({ url: 'http://127.0.0.1:1', token: 't' }).providers?.();
    expect(asked).toEqual({ ok: false, reason: 'http://127.0.0.1:1 could not be reached' });
  });
});
