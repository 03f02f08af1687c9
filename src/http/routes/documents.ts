import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { toFlowView } from '../../machines/flow/view.ts';
import { SESSION_MS } from '../auth/tickets.ts';
import { toFlowPage } from '../documents/flow.ts';
import { toHomePage } from '../documents/home.ts';
import { pageHeaders } from '../documents/html.ts';
import { toLockedPage } from '../documents/locked.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { FLOW } from '../params.ts';
import { sendProblem } from '../problem.ts';
import { noFlow } from './flows.ts';

const NEWEST = 20;
/** Every other local server sees this cookie, whatever its port: it opens documents and never a command. */
const COOKIE = 'profile-builder-session';

/** Pages for people. A one-time URL sets the cookie that opens them. */
export const documentRoutes = ({ engine, tickets, token, info, allowedHosts }: Parts) => {
  const isLetIn = (c: HttpContext): boolean => tickets.isSession(getCookie(c, COOKIE) ?? '');
  return new Hono<HttpEnv>()
    .get('/', (c) => {
      if (!isLetIn(c)) return c.body(toLockedPage('no-session'), 401, pageHeaders);
      const origin = `http://${c.req.header('host') ?? allowedHosts()[0] ?? ''}`;
      const { flows } = engine.list({ limit: NEWEST });
      return c.body(toHomePage({ info, token, origin, flows }), 200, pageHeaders);
    })
    .get(`/flows/${FLOW}`, async (c) => {
      if (!isLetIn(c)) return c.body(toLockedPage('no-session'), 401, pageHeaders);
      const flow = await engine.flow(c.req.param('id'));
      return flow ? c.body(toFlowPage(toFlowView(flow)), 200, pageHeaders) : sendProblem(c, noFlow(c.req.param('id')));
    })
    .get('/login', (c) => {
      // A link preview asks with HEAD and must not use the ticket up.
      if (c.req.method === 'HEAD') return c.body(null, 200, pageHeaders);
      if (!tickets.takeLogin(c.req.query('ticket') ?? '')) return c.body(toLockedPage('ticket-used'), 401, pageHeaders);
      const session = tickets.issueSession();
      setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MS / 1000 });
      return c.body(null, 303, { ...pageHeaders, Location: '/' });
    });
};
