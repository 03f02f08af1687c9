import { Hono } from 'hono';
import type { Accepted, CommandOptions } from '../../app/engine.ts';
import { isRefused, type Refused } from '../../app/refusal.ts';
import { planInputSchema } from '../../machines/flow/plan.ts';
import type { z } from 'zod';
import { COMMAND_BYTES, PLAN_BYTES, readBody } from '../body.ts';
import { readOptions } from '../command-options.ts';
import { cancelSchema, discardSchema, retrySchema } from '../commands.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { FLOW } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { toEtag } from '../versions.ts';

/** Starting a flow, and the commands on one. All answer 202 with the flow as the command's record left it. */
export const commandRoutes = ({ engine }: Parts) =>
  new Hono<HttpEnv>()
    .post('/flows', (c) =>
      run(c, { schema: planInputSchema, bytes: PLAN_BYTES, act: (plan, options) => engine.startFlow(plan, options) }),
    )
    .post(`/flows/${FLOW}/retry`, (c) =>
      run(c, {
        schema: retrySchema,
        bytes: COMMAND_BYTES,
        act: (what, options) => engine.retry(c.req.param('id'), what, options),
      }),
    )
    .post(`/flows/${FLOW}/cancel`, (c) =>
      run(c, {
        schema: cancelSchema,
        bytes: COMMAND_BYTES,
        act: (what, options) => engine.cancel(c.req.param('id'), what, options),
      }),
    )
    .post(`/flows/${FLOW}/discard`, (c) =>
      run(c, {
        schema: discardSchema,
        bytes: COMMAND_BYTES,
        act: (what, options) => engine.discard(c.req.param('id'), what, options),
      }),
    );

type Command<S extends z.ZodType> = Readonly<{
  schema: S;
  bytes: number;
  act: (what: z.output<S>, options: CommandOptions) => Promise<Accepted | Refused>;
}>;

const run = async <S extends z.ZodType>(c: HttpContext, { schema, bytes, act }: Command<S>) => {
  const options = readOptions(c);
  if (isRefused(options)) return sendProblem(c, options.refusal);
  const read = await readBody(c, schema, bytes);
  if (isRefused(read)) return sendProblem(c, read.refusal);
  return sendAccepted(c, await act(read.body, options.options));
};

/** Answers a command: 202 with the flow as its record left it, or why it was refused. */
export const sendAccepted = (c: HttpContext, answer: Accepted | Refused) => {
  if (isRefused(answer)) return sendProblem(c, answer.refusal);
  const { view } = answer;
  return c.json({ flow: view, links: view.links }, 202, {
    Location: view.links.self,
    ETag: toEtag(view.version),
    'Cache-Control': 'no-store',
  });
};
