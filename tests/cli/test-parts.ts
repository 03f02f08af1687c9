import { join } from 'node:path';
import type { Engine } from '../../src/app/engine.ts';
import type { Composition, Owner, Parts } from '../../src/cli/parts.ts';

type App = Composition['app'];

/** Parts around an app: embedded when there is no owner, reached by `fetch` when there is one. */
export const createTestParts = (
  app: App,
  { owner = null, ...rest }: { owner?: Owner | null } & Partial<Parts> = {},
) => {
  const state = { closed: 0 };
  const parts: Parts = {
    compose: (settings) => {
      const info = { version: '9.9.9', hermes: null, home: settings.hermesHome, dataDir: settings.dataDir };
      const close = () => {
        state.closed += 1;
        return Promise.resolve();
      };
      const serve = () => Promise.resolve({ url: 'http://127.0.0.1:1', loginUrl: 'http://127.0.0.1:1/login?ticket=t' });
      return Promise.resolve({ ok: true, app, engine: noEngine, token: 'embedded-token', info, serve, close });
    },
    readOwner: () => Promise.resolve(owner),
    resolveHermesRoot: ({ hermesHome, homedir }) => hermesHome ?? join(homedir, '.hermes'),
    openStore: () => {
      throw new Error('no store here');
    },
    toGraph: (name) => (name === 'profile-create@1' ? { nodes: [], edges: [] } : null),
    toMermaid: (name) => (name === 'profile-create@1' ? 'stateDiagram-v2\n' : null),
    toSvg: async (name) => (name === 'profile-create@1' ? '<svg/>\n' : null),
    fetch: async (url, init) => await app.fetch(new Request(url, init)),
    version: '9.9.9',
    ...rest,
  };
  return { parts, state };
};

const noEngine = new Proxy({} as Engine, {
  get: () => {
    throw new Error('commands speak HTTP only');
  },
});
