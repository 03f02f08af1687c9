import { Hono } from 'hono';
import { z } from 'zod';
import { isRefused } from '../../app/refusal.ts';
import { mcpTestCodes, problemCodes } from '../../machines/flow/codes.ts';
import { planInputSchema } from '../../machines/flow/plan.ts';
import type { McpProbe } from '../../machines/ports/mcp-prober.ts';
import { COMMAND_BYTES, readBody } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';

/** One server as a plan has it; `timeoutMs` (default 20 s) for those that are slow to start the first time. */
export const mcpTestSchema = planInputSchema.shape.mcpServers.unwrap().element.extend({
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
});

const shared = { durationMs: z.number().int(), warnings: z.array(z.string()).readonly() };

/** What a test found; that it found a fault is an answer too. */
export const mcpProbeSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    tools: z.array(z.object({ name: z.string(), description: z.string() })).readonly(),
    prompts: z.number().int(),
    resources: z.number().int(),
    server: z.object({ name: z.string(), version: z.string() }),
    ...shared,
  }),
  z.object({
    ok: z.literal(false),
    code: z.enum([...mcpTestCodes, ...problemCodes]),
    reason: z.string(),
    detail: z.string().exactOptional(),
    ...shared,
  }),
]) satisfies z.ZodType<McpProbe>;

/** Trying out an MCP server before there is a profile. A client that goes away ends the test. */
export const mcpTestRoutes = ({ mcpProber }: Parts) =>
  new Hono<HttpEnv>().post('/mcp/test', async (c) => {
    const read = await readBody(c, mcpTestSchema, COMMAND_BYTES);
    if (isRefused(read)) return sendProblem(c, read.refusal);
    const { timeoutMs, ...server } = read.body;
    const found = await mcpProber.probe(server, { signal: c.req.raw.signal, timeoutMs });
    return c.json(found, 200, { 'Cache-Control': 'no-store' });
  });
