import { createMiddleware } from 'hono/factory';
import { createSecretCheck } from '../auth/secret.ts';
import type { TicketScope } from '../auth/tickets.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';

/** Asks for the token, or on a stream for its ticket. `/api/health` is open. */
export const checkToken = ({ token, tickets }: Pick<Parts, 'token' | 'tickets'>) => {
  const isToken = createSecretCheck(token);
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (c.req.path === '/api/health') return next();
    const given = givenToken(c);
    if (given !== undefined) return isToken(given) ? next() : sendProblem(c, required);
    const scope = scopeOf(c.req.path);
    const ticket = scope && c.req.query('ticket');
    if (!scope || ticket === undefined) return sendProblem(c, required);
    return tickets.isForStream(ticket, scope) ? next() : sendProblem(c, invalid);
  });
};

const givenToken = (c: HttpContext): string | undefined =>
  /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? c.req.header('x-hermes-session-token');

/** The stream a path is, if it is one: a ticket opens nothing else. */
const scopeOf = (path: string): TicketScope | undefined => {
  if (path === '/api/stream') return { stream: 'all' };
  const flow = /^\/api\/flows\/([A-Za-z0-9_-]{1,64})\/stream$/.exec(path)?.[1];
  return flow === undefined ? undefined : { flow };
};

const required = {
  code: 'auth/required',
  message: 'Send the token as "Authorization: Bearer …". `profile-builder url` prints a link that opens the page.',
} as const;
const invalid = {
  code: 'auth/ticket-invalid',
  message: 'The ticket is unknown, too old, or for another stream. Ask for a new one.',
} as const;
