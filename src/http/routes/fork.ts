import { Hono } from 'hono';
import { z } from 'zod';
import type { Forking } from '../../app/engine.ts';
import { isRefused, type Refusal } from '../../app/refusal.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import { PLAN_BYTES, readBody } from '../body.ts';
import { readOptions } from '../command-options.ts';
import { forkSchema } from '../commands.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { FLOW } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { flowDiffSchema, flowViewSchema } from '../view-schema.ts';
import { sendAccepted } from './commands.ts';

/** A fork: the flow at its rest, its events with where each comes from, and how it differs. */
export const forkReplySchema = z.object({
  flow: flowViewSchema,
  events: z.array(
    z.object({
      version: z.number().int(),
      at: z.string(),
      type: z.string(),
      data: z.record(z.string(), z.unknown()),
      causation: z.string().nullable(),
      source: z.enum(['kept', 'carried', 'chosen', 'plain']),
    }),
  ),
  diff: flowDiffSchema,
});

/** What a flow would have become; with `run`, the same plan started again as a flow of its own. */
export const forkRoutes = ({ engine }: Parts) =>
  new Hono<HttpEnv>().post(`/flows/${FLOW}/fork`, async (c) => {
    const id = c.req.param('id');
    const read = await readBody(c, forkSchema, PLAN_BYTES);
    if (isRefused(read)) return sendProblem(c, read.refusal);
    const { run, ...change } = read.body;
    if (run) return runFork(c, engine, { id, ...change });
    const forking = await engine.fork(id, change);
    if (isRefused(forking)) return sendProblem(c, forking.refusal);
    return c.json(toReply(forking), 200, { 'Cache-Control': 'no-store' });
  });

type Run = Readonly<{ id: string }> & Omit<z.output<typeof forkSchema>, 'run'>;

const runFork = async (c: HttpContext, engine: Parts['engine'], { id, answers, ...change }: Run) => {
  if (answers.length > 0) return sendProblem(c, answersInRun);
  const options = readOptions(c);
  if (isRefused(options)) return sendProblem(c, options.refusal);
  return sendAccepted(c, await engine.runFork(id, change, options.options));
};

const answersInRun: Refusal = {
  code: 'request/invalid',
  message: 'body.answers: a flow that runs is answered by this machine. Leave out the answers, or `run`.',
};

const toReply = ({ flow, events, diff }: Forking) => ({
  flow: toFlowView(flow),
  events: events.map(({ event: { version, at, type, data, causation }, source }) => {
    return { version, at, type, data, causation, source };
  }),
  diff,
});
