import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SESSION_MS } from '../auth/tickets.ts';
import { pageHeaders } from '../documents/headers.ts';
import { plainHeaders } from '../documents/html.ts';
import { toLockedPage } from '../documents/locked.ts';
import { createReadPage } from '../documents/page.ts';
import { toUnbuiltPage } from '../documents/unbuilt.ts';
import type { HttpContext, HttpEnv, Parts } from '../env.ts';
import { sendProblem } from '../problem.ts';

/** Every other local server sees this cookie, whatever its port: it opens documents and never a command. */
const COOKIE = 'profile-builder-session';

/** Every address that is not the API's: the page finds out itself what to show there. */
const PAGE = '/:page{(?!(?:api|assets)(?:/|$)).*}';

/** The page and what it is made of. A one-time URL sets the cookie that opens it; the files tell nothing and need none. */
export const documentRoutes = ({ tickets, token, pageDirectory }: Parts) => {
  const readPage = createReadPage(pageDirectory, token);
  const isLetIn = (c: HttpContext): boolean => tickets.isSession(getCookie(c, COOKIE) ?? '');
  return new Hono<HttpEnv>()
    .get('/assets/*', async (c) => {
      const file = await openFile(c, pageDirectory);
      return file ?? sendProblem(c, { code: 'route/not-found', message: 'The page has no such file.' });
    })
    .get('/login', (c) => {
      // A link preview asks with HEAD and must not use the ticket up.
      if (c.req.method === 'HEAD') return c.body(null, 200, plainHeaders);
      if (!tickets.takeLogin(c.req.query('ticket') ?? ''))
        return c.body(toLockedPage('ticket-used'), 401, plainHeaders);
      const session = tickets.issueSession();
      setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MS / 1000 });
      return c.body(null, 303, { ...plainHeaders, Location: toLocalPath(c.req.query('next')) });
    })
    .get(PAGE, async (c) => {
      if (!isLetIn(c)) return c.body(toLockedPage('no-session', c.req.path), 401, plainHeaders);
      const page = await readPage();
      return page === null ? c.body(toUnbuiltPage(), 503, plainHeaders) : c.body(page, 200, pageHeaders);
    });
};

/** A file of the page, compressed when the browser takes that. */
const openFile = async (c: HttpContext, root: string): Promise<Response | null> => {
  if (!existsSync(root)) return null;
  const found = await serveStatic<HttpEnv>({ root, precompressed: true })(c, async () => {});
  if (!found) return null;
  for (const [name, value] of Object.entries(fileHeaders)) found.headers.set(name, value);
  return found;
};

/** The name of a file changes with its contents, so a browser may keep it for good. */
const fileHeaders = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Where to go after the login: an address of this server, whatever `next` says. */
const toLocalPath = (next = '/'): string => {
  const here = 'http://localhost';
  const url = URL.parse(next, here);
  return next.startsWith('/') && url?.origin === here ? url.pathname + url.search + url.hash : '/';
};
