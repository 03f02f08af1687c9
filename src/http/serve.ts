import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from './app.ts';
import { toProblem } from './problem.ts';

/** Where to listen; port 0 takes a free one. */
export type ServeOptions = Readonly<{
  app: Pick<App, 'fetch'>;
  host: string;
  port: number;
  /** The same whose signal the app was given: aborted by `close`, so that streams end. */
  closing: AbortController;
  /** Told the port before the first request can come: the allow-list of hosts needs it. */
  onListening?: (port: number) => void;
  /** More than the streams that may be open, so that they never shut out other requests. Default 2048. */
  maxConnections?: number;
}>;

export type Served = Readonly<{
  /** Without a trailing slash. */
  url: string;
  port: number;
  /** Ends streams cleanly, lets answers finish for 200 ms, then cuts what is left. */
  close(): Promise<void>;
}>;

const GRACE_MS = 200;

/** Listens; rejects when it cannot (`EADDRINUSE`, `EACCES`). */
export const serve = async ({
  app,
  host,
  port,
  closing,
  onListening,
  maxConnections = 2048,
}: ServeOptions): Promise<Served> => {
  const listener = getRequestListener(app.fetch, { errorHandler: toTargetProblem });
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1000,
  });
  server.maxConnections = maxConnections;
  server.on('request', (incoming, outgoing) => {
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const actual = await listen(server, { host, port });
  onListening?.(actual);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    port: actual,
    close: () => close(server, closing),
  };
};

/** Every `host:port` a loopback server answers for. */
export const toAllowedHosts = (host: string, port: number): readonly string[] => {
  const own = host.includes(':') ? `[${host}]` : host;
  const isLoopback = ['127.0.0.1', 'localhost', '::1'].includes(host);
  const names = isLoopback ? ['127.0.0.1', 'localhost', '[::1]'] : [own];
  return names.map((name) => `${name}:${port}`);
};

const listen = (server: Server, at: Readonly<{ host: string; port: number }>): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : at.port);
    });
  });

const close = (server: Server, closing: AbortController): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve();
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    closing.abort(new Error('the server is closing'));
    server.closeIdleConnections();
  });

/** What has no readable URL or host never reaches the app. */
const toTargetProblem = (): Response => {
  const problem = toProblem({ code: 'guard/target', message: 'The request line or the Host header cannot be read.' });
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Request-Id': problem.requestId,
    },
  });
};
