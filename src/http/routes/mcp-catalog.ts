import { Hono } from 'hono';
import { installServer } from '../../app/install-server.ts';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import type { CatalogServer } from '../../machines/ports/catalog.ts';
import type { ServerSetting } from '../../machines/ports/profile-settings.ts';
import { toActionName } from '../action-name.ts';
import { PLAN_BYTES } from '../body.ts';
import { catalogInstallSchema } from '../catalog-schema.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { readHermesBody } from '../hermes-body.ts';
import { sendProblem } from '../problem.ts';
import { profileOf, refuseChange, refuseProfile } from '../profile-param.ts';

/** MCP servers to choose from, as Hermes' dashboard has them. */
export const mcpCatalogRoutes = ({
  catalog,
  settings,
  mcpProber,
  engine,
}: Pick<Parts, 'catalog' | 'settings' | 'mcpProber' | 'engine'>) =>
  new Hono<HttpEnv>()
    .get('/mcp/catalog', async (c) => {
      const found = await profileOf(c, settings);
      if (isRefused(found)) return refuseProfile(c, found);
      const [listed, servers] = await Promise.all([catalog.servers(), settings.servers(found.profile)]);
      const entries = listed.items.map((item) => toEntry(item, servers.value));
      const sources = [...listed.sources, ...(servers.source.ok ? [] : [servers.source])];
      return c.json({ entries, diagnostics: listed.diagnostics, sources }, 200, noStore);
    })
    .post('/mcp/catalog/install', async (c) => {
      const read = await readHermesBody(c, catalogInstallSchema, PLAN_BYTES);
      if (!('body' in read)) return sendProblem(c, read.refusal, read.options);
      const { env, enable, profile: named } = read.body;
      const name = read.body.name.trim();
      const server = (await catalog.servers()).items.find((item) => item.name === name.replace(/^official\//, ''));
      if (!server) return sendProblem(c, noEntry(name));
      const found = await profileOf(c, settings, named);
      if (isRefused(found)) return refuseProfile(c, found);
      const { profile } = found;
      const provided = await settings.provideEnv(profile, server, env);
      if (!provided.ok) return refuseChange(c, provided);
      if (server.install !== null) {
        const action = toActionName('mcp-install', name);
        const request = { verb: 'mcp-install', server, enabled: enable } as const;
        const started = await engine.startAction({ name: action, profile, request });
        if (isRefused(started)) return sendProblem(c, started.refusal);
        return c.json({ ok: true, name, background: true, action }, 200, noStore);
      }
      const install = { profile, server, enabled: enable, clone: null, signal: c.req.raw.signal };
      const installed = await installServer({ settings, prober: mcpProber }, install);
      return installed.ok ? c.json({ ok: true, name, background: false }, 200, noStore) : refuseChange(c, installed);
    });

const noStore = { 'Cache-Control': 'no-store' };

const noEntry = (name: string): Refusal => ({ code: 'catalog/not-found', message: `No catalog entry '${name}'` });

const toEntry = (item: CatalogServer & { origin: string }, servers: readonly ServerSetting[]) => {
  const { name, description, source, transport, auth, install, origin } = item;
  const installed = servers.find((server) => server.name === name);
  return {
    ...{ name, description, source, transport: transport.type, auth_type: auth.type },
    required_env: auth.env.map(({ name: variable, prompt, required }) => ({ name: variable, prompt, required })),
    ...{ command: transport.command, args: transport.args, url: transport.url, env: transport.env },
    install_url: install?.url ?? null,
    install_ref: install?.ref ?? null,
    bootstrap: install?.bootstrap ?? [],
    default_enabled: item.defaultEnabled,
    post_install: item.postInstall,
    needs_install: install !== null,
    installed: installed !== undefined,
    enabled: installed?.enabled ?? false,
    origin,
  };
};
