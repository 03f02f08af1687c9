import type { z } from 'zod';

/** A running Hermes dashboard. */
export type Dashboard = Readonly<{
  /** Its address, without `/api`. */
  url: string;
  /** Its session token; null = it is asked without. */
  token: string | null;
}>;

/** What it answered, in its shape; else why not. `status` is null when no answer came. */
export type DashboardAnswer<T> =
  | Readonly<{ ok: true; body: T }>
  | Readonly<{ ok: false; status: number | null; reason: string }>;

/** Asks a dashboard for one path below its address. Gives up with the signal. */
export const askDashboard = async <S extends z.ZodType>(
  { url, token }: Dashboard,
  path: string,
  schema: S,
  signal: AbortSignal,
): Promise<DashboardAnswer<z.output<S>>> => {
  const headers: Record<string, string> = token === null ? {} : { 'X-Hermes-Session-Token': token };
  const failed = (reason: string, status: number | null = null) => ({ ok: false, status, reason }) as const;
  try {
    // A redirect would carry the token elsewhere.
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, { headers, signal, redirect: 'error' });
    const { status } = response;
    if (!response.ok) return failed(`${url} answered ${withoutQuery(path)} with status ${status}`, status);
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) return failed(`${url} answered ${withoutQuery(path)} in a shape that is not known`, status);
    return { ok: true, body: parsed.data };
  } catch {
    return failed(`${url} ${signal.aborted ? 'did not answer in time' : 'could not be reached'}`);
  }
};

const withoutQuery = (path: string): string => path.split('?')[0] ?? path;
