import { Hono } from 'hono';
import type { HttpEnv, Parts } from '../env.ts';
import { toMetrics } from '../metrics.ts';
import { toOpenApi } from '../openapi.ts';

/** The server about itself, below `/api`. */
export const serviceRoutes = ({ info, engine }: Parts) =>
  new Hono<HttpEnv>()
    .get('/health', async (c) => {
      const position = await engine.feed.head();
      return c.json({ ok: true, version: info.version, pid: info.pid, position }, 200, noStore);
    })
    .get('/about', (c) => c.json(info, 200, noStore))
    .get('/openapi.json', (c) => c.json(toOpenApi(info.version), 200, { 'Cache-Control': 'no-cache' }));

/** Prometheus text format. */
export const metricsRoutes = ({ engine, hub }: Parts) =>
  new Hono<HttpEnv>().get('/metrics', async (c) => {
    const appended = await engine.feed.head();
    const body = toMetrics({ flows: allFlows(engine), streamsOpen: hub.count(), appended });
    return c.body(body, 200, { ...noStore, 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });

const noStore = { 'Cache-Control': 'no-store' };

function* allFlows(engine: Parts['engine']) {
  let before: string | undefined;
  do {
    const page = engine.list({ limit: 1000, before });
    yield* page.flows;
    before = page.next ?? undefined;
  } while (before !== undefined);
}
