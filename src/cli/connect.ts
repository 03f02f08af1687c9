import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import type { Client } from './client.ts';
import { exitCodes } from './exit-code.ts';
import type { Composition, Owner, Parts } from './parts.ts';
import type { Settings } from './settings.ts';

/** The server that owns the data directory when one answers, else the application inside this process. */
export const connect = async (parts: Parts, settings: Settings): Promise<Client> =>
  (await connectToOwner(parts, settings)) ?? (await embed(parts, settings));

/** The running owner of the data directory; null when none answers. */
export const connectToOwner = async (parts: Parts, settings: Settings): Promise<Client | null> => {
  const owner = await findOwner(parts, settings);
  if (owner === null) return null;
  const token = settings.token ?? (await readToken(settings));
  let url = owner.url;
  const send = (path: string, init: RequestInit): Promise<Response> =>
    parts.fetch(url + path, { ...init, redirect: 'error', headers: withToken(init, token) });
  return {
    where: { kind: 'owner', url, pid: owner.pid },
    fetch: async (path, init = {}) => {
      try {
        return await send(path, init);
      } catch (error) {
        // It may have been started again on another port.
        const again = await findOwner(parts, settings);
        if (again === null || again.url === url) throw error;
        url = again.url;
        return await send(path, init);
      }
    },
    close: () => Promise.resolve(),
  };
};

/** The owner named in the data directory, if it answers as ours: only then may it see the token. */
export const findOwner = async (parts: Parts, { dataDir }: Settings): Promise<Listener | null> => {
  const owner = await parts.readOwner(dataDir);
  if (!owner?.url) return null;
  const listener = { pid: owner.pid, url: owner.url };
  return (await isHealthy(parts, listener)) ? listener : null;
};

type Listener = Readonly<{ pid: number; url: string }>;

const isHealthy = async (parts: Parts, { url, pid }: Listener): Promise<boolean> => {
  try {
    const response = await parts.fetch(`${url}/api/health`, {
      signal: AbortSignal.timeout(healthMs),
      redirect: 'error',
    });
    const health = healthSchema.safeParse(await response.json());
    return response.ok && health.success && (health.data.pid ?? pid) === pid;
  } catch {
    return false;
  }
};

const healthMs = 3000;
const healthSchema = z.looseObject({ pid: z.number().optional() });

const readToken = async ({ tokenFile }: Settings): Promise<string> => {
  try {
    return (await readFile(tokenFile, 'utf8')).trim();
  } catch (error) {
    const message = `A server is running, but its token cannot be read from ${tokenFile}: give it with --token or PROFILE_BUILDER_TOKEN.`;
    throw new CliError(message, { exitCode: exitCodes.cannotStart, cause: error });
  }
};

const embed = async (parts: Parts, settings: Settings): Promise<Client> => {
  const composed = await parts.compose(settings);
  if (composed.ok) return toEmbedded(composed);
  throw cannotCompose(composed);
};

/** Why the application could not be built, naming the process that stands in the way. */
export const cannotCompose = ({
  reason,
  owner,
}: {
  reason: string;
  owner: Pick<Owner, 'pid' | 'url'> | null;
}): CliError => {
  const isNamed = owner === null || (reason.includes(String(owner.pid)) && reason.includes(owner.url ?? ''));
  const named = isNamed ? reason : `${reason} It is in use by pid ${owner.pid}${!owner.url ? '' : ` at ${owner.url}`}.`;
  return new CliError(named, { exitCode: exitCodes.cannotStart });
};

/** An application inside this process as a client of itself: the same routes, without a port. */
export const toEmbedded = (composition: Composition): Client => ({
  where: { kind: 'embedded' },
  fetch: async (path, init = {}) =>
    await composition.app.fetch(
      new Request(`http://localhost${path}`, { ...init, headers: embeddedHeaders(init, composition.token) }),
    ),
  close: () => composition.close(),
});

// No HTTP client stands between: what it would add for the guard is added here.
const embeddedHeaders = (init: RequestInit, token: string): Headers => {
  const headers = withToken(init, token);
  headers.set('host', 'localhost');
  if (typeof init.body === 'string') headers.set('content-length', String(Buffer.byteLength(init.body)));
  return headers;
};

const withToken = ({ headers: given }: RequestInit, token: string): Headers => {
  const headers = new Headers(given);
  headers.set('authorization', `Bearer ${token}`);
  return headers;
};
