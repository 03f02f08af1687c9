import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../machines/ports/clock.ts';
import { createTickets } from './auth/tickets.ts';
import type { HttpEnv, Parts } from './env.ts';
import { toRefusal } from './fault.ts';
import { checkGuard } from './middleware/check-guard.ts';
import { checkToken } from './middleware/check-token.ts';
import { sendProblem } from './problem.ts';
import { actionRoutes } from './routes/actions.ts';
import { commandRoutes } from './routes/commands.ts';
import { documentRoutes } from './routes/documents.ts';
import { exportRoutes } from './routes/export.ts';
import { flowRoutes } from './routes/flows.ts';
import { importRoutes } from './routes/import.ts';
import { forkRoutes } from './routes/fork.ts';
import { machineRoutes } from './routes/machine.ts';
import { profileShelfRoutes } from './routes/profile-shelf.ts';
import { mcpTestRoutes } from './routes/mcp-test.ts';
import { previewRoutes } from './routes/preview.ts';
import { mcpCatalogRoutes } from './routes/mcp-catalog.ts';
import { mcpRoutes } from './routes/mcp.ts';
import { modelRoutes } from './routes/models.ts';
import { profileRoutes } from './routes/profiles.ts';
import { metricsRoutes, serviceRoutes } from './routes/service.ts';
import { skillHubRoutes } from './routes/skills-hub.ts';
import { skillRoutes } from './routes/skills.ts';
import { streamRoutes } from './routes/streams.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { createHub } from './stream/hub.ts';
import { defaultLimits, type StreamLimits } from './stream/limits.ts';

/** What the app is made of: what its routes are given, but for what it makes itself. */
export type AppOptions = Omit<Parts, 'tickets' | 'hub'> &
  Readonly<{
    clock: Clock;
    /** Told the exception behind a 500; clients get the request id only. */
    onFault: (what: string, error: unknown) => void;
    limits?: Partial<StreamLimits>;
  }>;

/** All routes, behind the guard. */
export const createApp = (options: AppOptions) => {
  const parts = toParts(options);
  const app = new Hono<HttpEnv>();
  app.use(checkGuard(parts));
  app.use('/api/*', checkToken(parts));
  app.use('/metrics', checkToken(parts));
  app.onError((error, c) => {
    const requestId = randomUUID();
    options.onFault(`${c.req.method} ${c.req.path} (request ${requestId})`, error);
    return sendProblem(c, toRefusal(error), { requestId });
  });
  app.notFound((c) => {
    const allow = METHODS.filter((method) => hasRoute(app, method, c.req.path));
    if (allow.length === 0)
      return sendProblem(c, { code: 'route/not-found', message: 'There is nothing at this address.' });
    const message = `This address takes ${allow.join(', ')}.`;
    return sendProblem(c, { code: 'route/method-not-allowed', message }, { headers: { Allow: allow.join(', ') } });
  });
  return app
    .route('/', metricsRoutes(parts))
    .route('/api', serviceRoutes(parts))
    .route('/api', machineRoutes(parts))
    .route('/api', flowRoutes(parts))
    .route('/api', exportRoutes(parts))
    .route('/api', previewRoutes(parts))
    .route('/api', commandRoutes(parts))
    .route('/api', importRoutes(parts))
    .route('/api', forkRoutes(parts))
    .route('/api', streamRoutes(parts))
    .route('/api', ticketRoutes(parts))
    .route('/api', profileRoutes(parts))
    .route('/api', profileShelfRoutes(parts))
    .route('/api', mcpTestRoutes(parts))
    .route('/api', modelRoutes(parts))
    .route('/api', skillRoutes(parts))
    .route('/api', skillHubRoutes(parts))
    .route('/api', actionRoutes(parts))
    .route('/api', mcpCatalogRoutes(parts))
    .route('/api', mcpRoutes(parts))
    .route('/', documentRoutes(parts));
};

/** Type of the app, for Hono's typed client. */
export type App = ReturnType<typeof createApp>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const hasRoute = (app: Hono<HttpEnv>, method: string, path: string): boolean =>
  app.router.match(method, path)[0].some(([[, route]]) => route.method === method);

const toParts = ({ clock, onFault, limits, ...options }: AppOptions): Parts => {
  const { engine, closing } = options;
  const hub = createHub({
    feed: engine.feed,
    limits: { ...defaultLimits, ...limits },
    onError: (error) => onFault('reading the log for a stream', error),
  });
  closing.addEventListener('abort', hub.close, { once: true });
  return { ...options, tickets: createTickets(clock), hub };
};
