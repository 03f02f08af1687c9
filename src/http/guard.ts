import { type Refusal } from '../app/refusal.ts';

/** What the guard looks at; nothing of the body. */
export type Arrival = Readonly<{
  method: string;
  /** As it stood in the request line. */
  target: string;
  /** Every Host header that came: a second one is an attack on whoever reads the other. */
  hosts: readonly string[];
  isStream: boolean;
  header(name: string): string | undefined;
}>;

/** Keeps other sites out of a local server: DNS rebinding, cross-site requests, other ports of this machine. */
export const checkArrival = (arrival: Arrival, allowedHosts: readonly string[]): Refusal | null => {
  if (!arrival.target.startsWith('/'))
    return { code: 'guard/target', message: 'The request target must start with "/".' };
  if (!isAllowedHost(arrival.hosts, allowedHosts)) return misdirected(allowedHosts);
  if (!isSameSite(arrival.header('sec-fetch-site'))) return foreign('another site or another port of this machine');
  const isReading = arrival.method === 'GET' || arrival.method === 'HEAD';
  if (isReading && !arrival.isStream) return null;
  return isOwnOrigin(arrival.header('origin'), allowedHosts) ? null : foreign('another origin');
};

/** What a route takes: at most so many bytes, of one media type. */
export type BodyRule = Readonly<{ bytes: number; type: 'application/json' | 'application/x-ndjson' }>;

/** Whether the announced body is one the route takes. */
export const checkBody = (header: (name: string) => string | undefined, { bytes, type }: BodyRule): Refusal | null => {
  const length = header('content-length');
  if (length === undefined || header('transfer-encoding') !== undefined) {
    return { code: 'request/length-required', message: 'Send the body with a Content-Length header, not in chunks.' };
  }
  if (!isOfType(header('content-type') ?? '', type)) {
    return { code: 'request/content-type', message: `Send the body as Content-Type: ${type}.` };
  }
  if (!/^\d{1,15}$/.test(length) || Number(length) > bytes) {
    return { code: 'request/too-large', message: `The body may have ${bytes} bytes at most.` };
  }
  return null;
};

/** Whether a request announces a body. */
export const announcesBody = (header: (name: string) => string | undefined): boolean =>
  header('transfer-encoding') !== undefined || (header('content-length') ?? '0') !== '0';

const isOfType = (sent: string, type: BodyRule['type']): boolean =>
  sent.toLowerCase().replace(/; ?charset=utf-8$/, '') === type;

const isAllowedHost = (hosts: readonly string[], allowed: readonly string[]): boolean => {
  const [host, second] = hosts;
  return host !== undefined && second === undefined && allowed.includes(host.toLowerCase());
};

const isSameSite = (site: string | undefined): boolean =>
  site === undefined || site === 'same-origin' || site === 'none';

const isOwnOrigin = (origin: string | undefined, allowed: readonly string[]): boolean =>
  origin === undefined || allowed.some((host) => origin === `http://${host}`);

const misdirected = (allowed: readonly string[]): Refusal => ({
  code: 'guard/host',
  message: `Send exactly one Host header, one of: ${allowed.join(', ')}.`,
});

const foreign = (from: string): Refusal => ({
  code: 'guard/origin',
  message: `The request comes from ${from}; only this server's own pages and programs with its token may ask.`,
});
