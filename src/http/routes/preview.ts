import { Hono } from 'hono';
import type { z } from 'zod';
import { isRefused } from '../../app/refusal.ts';
import { planInputSchema } from '../../machines/flow/plan.ts';
import { PLAN_BYTES, readBody } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';
import type { previewSchema } from '../preview-schema.ts';

/** Looking at a create before it is one; refused as the create would be, but for a name that is taken. */
export const previewRoutes = ({ preview }: Parts) =>
  new Hono<HttpEnv>().post('/flows/preview', async (c) => {
    const read = await readBody(c, planInputSchema, PLAN_BYTES);
    if (isRefused(read)) return sendProblem(c, read.refusal);
    const answer = await preview(read.body);
    if (isRefused(answer)) return sendProblem(c, answer.refusal);
    return c.json(answer satisfies z.infer<typeof previewSchema>, 200, { 'Cache-Control': 'no-store' });
  });
