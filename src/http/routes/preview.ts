import { Hono } from 'hono';
import { z } from 'zod';
import type { Preview } from '../../app/preview.ts';
import { isRefused } from '../../app/refusal.ts';
import { noticeCodes } from '../../machines/flow/codes.ts';
import { planInputSchema } from '../../machines/flow/plan.ts';
import { PLAN_BYTES, readBody } from '../body.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';
import { problemViewSchema } from '../view-schema.ts';

const diffLine = z.object({ op: z.enum([' ', '+', '-']), text: z.string() });

/** What a create would do. */
export const previewSchema = z.object({
  home: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        change: z.enum(['create', 'modify']),
        diff: z.array(diffLine).readonly(),
        bytes: z.number().int(),
        endsInNewline: z.boolean(),
        isShown: z.boolean(),
      }),
    )
    .readonly(),
  actions: z
    .array(
      z.object({
        action: z.enum([
          'make-directory',
          'make-directories',
          'copy-files',
          'seed-skills',
          'add-skills',
          'disable-skills',
          'install-skill',
        ]),
        item: z.string(),
        text: z.string(),
        count: z.number().int().exactOptional(),
        names: z.array(z.string()).readonly().exactOptional(),
      }),
    )
    .readonly(),
  warnings: z
    .array(z.object({ item: z.string(), code: z.enum([...noticeCodes, 'mcp/not-on-path']), message: z.string() }))
    .readonly(),
  problems: z.array(problemViewSchema).readonly(),
}) satisfies z.ZodType<Preview>;

/** Looking at a create before it is one; refused as the create would be, but for a name that is taken. */
export const previewRoutes = ({ preview }: Parts) =>
  new Hono<HttpEnv>().post('/flows/preview', async (c) => {
    const read = await readBody(c, planInputSchema, PLAN_BYTES);
    if (isRefused(read)) return sendProblem(c, read.refusal);
    const answer = await preview(read.body);
    if (isRefused(answer)) return sendProblem(c, answer.refusal);
    return c.json(answer, 200, { 'Cache-Control': 'no-store' });
  });
