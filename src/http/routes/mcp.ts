import { Hono } from 'hono';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import type { CatalogServer } from '../../machines/ports/catalog.ts';
import type { McpProber } from '../../machines/ports/mcp-prober.ts';
import type { OpenServer, ServerSetting } from '../../machines/ports/profile-settings.ts';
import { COMMAND_BYTES, PLAN_BYTES, parseShape, readBody, readJson } from '../body.ts';
import { enableServerSchema, replaceServersSchema, serverCreateSchema } from '../catalog-schema.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { toServer } from '../hermes-create.ts';
import { notJsonErrors, toShapeErrors } from '../hermes-problem.ts';
import { type ProblemOptions, sendProblem } from '../problem.ts';
import { findProfile, profileQuery, refuseChange, refuseProfile } from '../profile-param.ts';

/** MCP servers to choose from, and those of a profile, as Hermes' dashboard has them. */
export const mcpRoutes = ({ catalog, settings, mcpProber }: Pick<Parts, 'catalog' | 'settings' | 'mcpProber'>) => {
  const profileOf = async (c: HttpContext, named?: string | null) => {
    const query = parseShape(profileQuery, c.req.query(), 'query');
    return isRefused(query) ? query : await findProfile(settings, named, query.body.profile);
  };
  return new Hono<HttpEnv>()
    .get('/mcp/catalog', async (c) => {
      const found = await profileOf(c);
      if (isRefused(found)) return refuseProfile(c, found);
      const [listed, servers] = await Promise.all([catalog.servers(), settings.servers(found.profile)]);
      const entries = listed.items.map((item) => toEntry(item, servers.value));
      const sources = [...listed.sources, ...(servers.source.ok ? [] : [servers.source])];
      return c.json({ entries, diagnostics: listed.diagnostics, sources }, 200, noStore);
    })
    .get('/mcp/servers', async (c) => {
      const found = await profileOf(c);
      if (isRefused(found)) return refuseProfile(c, found);
      const { value, source } = await settings.servers(found.profile);
      return c.json({ servers: value, sources: [source] }, 200, noStore);
    })
    .post('/mcp/servers', async (c) => {
      const read = await readJson(c, PLAN_BYTES);
      if (isRefused(read)) return refuseBody(c, read.refusal);
      const body = serverCreateSchema.safeParse(read.json);
      if (!body.success) return sendProblem(c, wrongShape, { detail: toShapeErrors(body.error, read.json) });
      const found = await profileOf(c, body.data.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.addServer(found.profile, toServer(body.data));
      return answer.ok ? c.json(answer.server, 200, noStore) : refuseChange(c, answer);
    })
    .put('/mcp/servers', async (c) => {
      const read = await readBody(c, replaceServersSchema, PLAN_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const found = await profileOf(c, read.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.replaceServers(found.profile, read.body.servers);
      return answer.ok ? c.json({ ok: true }, 200, noStore) : refuseChange(c, answer);
    })
    .delete('/mcp/servers/:name', async (c) => {
      const found = await profileOf(c);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.removeServer(found.profile, c.req.param('name'));
      return answer.ok ? c.json({ ok: true }, 200, noStore) : refuseChange(c, answer);
    })
    .post('/mcp/servers/:name/test', async (c) => {
      const found = await profileOf(c);
      if (isRefused(found)) return refuseProfile(c, found);
      const name = c.req.param('name');
      const opened = await settings.openServer(found.profile, name);
      if (opened === null) return refuseChange(c, { code: 'mcp/not-found', message: `Server '${name}' not found.` });
      return c.json(await test(mcpProber, opened, c.req.raw.signal), 200, noStore);
    })
    .put('/mcp/servers/:name/enabled', async (c) => {
      const read = await readBody(c, enableServerSchema, COMMAND_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const found = await profileOf(c, read.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const name = c.req.param('name');
      const { enabled } = read.body;
      const answer = await settings.enableServer(found.profile, name, enabled);
      return answer.ok ? c.json({ ok: true, name, enabled }, 200, noStore) : refuseChange(c, answer);
    });
};

/** As Hermes answers: what is wrong with a server is no error of the request. */
const test = async (prober: McpProber, { server, timeoutMs, needsSignIn, wants }: OpenServer, signal: AbortSignal) => {
  if (needsSignIn) return { ok: false, error: 'OAuth authentication required — no token found.', tools: [] } as const;
  const found = await prober.probe(server, { signal, timeoutMs });
  if (!found.ok) return { ok: false, error: [found.reason, found.detail ?? []].flat().join(' '), tools: [] } as const;
  return {
    ok: true,
    tools: found.tools.map(({ name, description }) => ({ name, description: clip(description) })),
    prompts: wants.prompts ? found.prompts : 0,
    resources: wants.resources ? found.resources : 0,
  } as const;
};

/** Hermes shows the beginning of a description. */
const clip = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text);

const noStore = { 'Cache-Control': 'no-store' };
const wrongShape: Refusal = { code: 'request/invalid', message: 'The body has the wrong shape.' };

const refuseBody = (c: HttpContext, refusal: Refusal) => {
  const options: ProblemOptions = refusal.code === 'request/not-json' ? { status: 422, detail: notJsonErrors } : {};
  return sendProblem(c, refusal, options);
};

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
