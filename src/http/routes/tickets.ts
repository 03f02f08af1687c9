import { Hono } from 'hono';
import { isRefused } from '../../app/refusal.ts';
import { COMMAND_BYTES, readBody } from '../body.ts';
import { ticketSchema } from '../commands.ts';
import type { HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';
import { noFlow } from './flows.ts';

/** Stand-ins for the token: for streams of clients that cannot set headers, and for opening the page. */
export const ticketRoutes = ({ engine, tickets, allowedHosts }: Parts) =>
  new Hono<HttpEnv>()
    .post('/tickets', async (c) => {
      const read = await readBody(c, ticketSchema, COMMAND_BYTES);
      if (isRefused(read)) return sendProblem(c, read.refusal);
      const { body } = read;
      if ('flow' in body && !(await engine.flow(body.flow))) return sendProblem(c, noFlow(body.flow));
      return c.json({ ticket: tickets.issueStream(body) }, 201, noStore);
    })
    .post('/login-tickets', (c) => {
      // The guard has let the Host header through, so it is one of ours.
      const host = c.req.header('host') ?? allowedHosts()[0] ?? '';
      return c.json({ url: `http://${host}/login?ticket=${tickets.issueLogin()}` }, 201, noStore);
    });

const noStore = { 'Cache-Control': 'no-store' };
