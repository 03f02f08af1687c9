import { Hono } from 'hono';
import { isRefused } from '../../app/refusal.ts';
import type { McpProber } from '../../machines/ports/mcp-prober.ts';
import type { OpenServer } from '../../machines/ports/profile-settings.ts';
import { COMMAND_BYTES, PLAN_BYTES, readBody } from '../body.ts';
import { enableServerSchema, replaceServersSchema, serverCreateSchema } from '../catalog-schema.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { readHermesBody } from '../hermes-body.ts';
import { toServer } from '../hermes-create.ts';
import { sendProblem } from '../problem.ts';
import { profileOf, refuseChange, refuseProfile } from '../profile-param.ts';

/** MCP servers of a profile, as Hermes' dashboard has them. */
export const mcpRoutes = ({ settings, mcpProber }: Pick<Parts, 'settings' | 'mcpProber'>) =>
  new Hono<HttpEnv>()
    .get('/mcp/servers', async (c) => {
      const found = await profileOf(c, settings);
      if (isRefused(found)) return refuseProfile(c, found);
      const { value, source } = await settings.servers(found.profile);
      return c.json({ servers: value, sources: [source] }, 200, noStore);
    })
    .post('/mcp/servers', async (c) => {
      const read = await readHermesBody(c, serverCreateSchema, PLAN_BYTES);
      if (!('body' in read)) return sendProblem(c, read.refusal, read.options);
      const found = await profileOf(c, settings, read.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.addServer(found.profile, toServer(read.body));
      return answer.ok ? c.json(answer.server, 200, noStore) : refuseChange(c, answer);
    })
    .put('/mcp/servers', async (c) => {
      const read = await readBody(c, replaceServersSchema, PLAN_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const found = await profileOf(c, settings, read.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.replaceServers(found.profile, read.body.servers);
      return answer.ok ? c.json({ ok: true }, 200, noStore) : refuseChange(c, answer);
    })
    .delete('/mcp/servers/:name', async (c) => {
      const found = await profileOf(c, settings);
      if (isRefused(found)) return refuseProfile(c, found);
      const answer = await settings.removeServer(found.profile, c.req.param('name'));
      return answer.ok ? c.json({ ok: true }, 200, noStore) : refuseChange(c, answer);
    })
    .post('/mcp/servers/:name/test', async (c) => {
      const found = await profileOf(c, settings);
      if (isRefused(found)) return refuseProfile(c, found);
      const name = c.req.param('name');
      const opened = await settings.openServer(found.profile, name);
      if (opened === null) return refuseChange(c, { code: 'mcp/not-found', message: `Server '${name}' not found.` });
      return c.json(await test(mcpProber, opened, c.req.raw.signal), 200, noStore);
    })
    .put('/mcp/servers/:name/enabled', async (c) => {
      const read = await readBody(c, enableServerSchema, COMMAND_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const found = await profileOf(c, settings, read.body.profile);
      if (isRefused(found)) return refuseProfile(c, found);
      const name = c.req.param('name');
      const { enabled } = read.body;
      const answer = await settings.enableServer(found.profile, name, enabled);
      return answer.ok ? c.json({ ok: true, name, enabled }, 200, noStore) : refuseChange(c, answer);
    });

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
