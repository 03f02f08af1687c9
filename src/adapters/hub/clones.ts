import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../machines/ports/clock.ts';
import { makePrivateDirectory } from '../files/directories.ts';
import { absent } from '../files/errno.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';
import { createQueues } from '../queues.ts';
import { cloneRepository, placeOf, type Repository } from './clone-repository.ts';
import { readClone, type SourceTree } from './source-tree.ts';

/** What a task is given; `note` says why the clone could not be refreshed. */
export type OpenClone = Readonly<{ tree: SourceTree; note: string | null }>;

/** There is no clone, and why. */
export type NoClone = Readonly<{ noClone: string }>;

/** Shallow clones in the data directory, made when first asked for and again when they are some minutes old. */
export type Clones = Readonly<{
  /** Runs a task on a clone, which stays as it is for so long. */
  use<T extends object>(repository: Repository, task: (clone: OpenClone) => Promise<T>): Promise<T | NoClone>;
  /** Why it could not be cloned when that was last tried; null = it could, or was not tried yet. */
  failureOf(repository: Repository): string | null;
  /** Ends clones under way. */
  close(): Promise<void>;
}>;

export type ClonesOptions = Readonly<{
  /** Holds nothing else. */
  directory: string;
  baseEnv: Readonly<Record<string, string>>;
  clock: Pick<Clock, 'now'>;
  /** Age at which a clone is made anew; default 10 minutes. */
  maxAgeMs?: number;
  /** How long a failure is taken for granted; default 1 minute. */
  restMs?: number;
  /** How long one clone may take; default 60 s. */
  timeoutMs?: number;
}>;

/** How many are kept: those made last. */
const MOST_CLONES = 32;

export const createClones = ({
  directory,
  baseEnv,
  clock,
  maxAgeMs = 10 * 60_000,
  restMs = 60_000,
  timeoutMs = 60_000,
}: ClonesOptions): Clones => {
  const queue = createQueues();
  const failures = new Map<string, Readonly<{ reason: string; at: number }>>();
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();

  const inTurn = async <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const run = queue(key, task);
    running.add(run);
    return await run.finally(() => running.delete(run));
  };
  /** In its own turn, behind those who use it; what cannot be removed is tried again after another clone. */
  const drop = (key: string) => inTurn(key, () => removeTree(join(directory, key)).catch(() => {}));
  const refresh = async (key: string, repository: Repository): Promise<void> => {
    const now = clock.now().getTime();
    const failedAt = failures.get(key)?.at ?? -Infinity;
    if (now - (await madeAt(join(directory, key))) < maxAgeMs || now - failedAt < restMs) return;
    await makePrivateDirectory(directory);
    const options = { baseEnv, timeoutMs, signal: closing.signal };
    const reason = await cloneRepository(repository, join(directory, key), options);
    if (reason === null) failures.delete(key);
    else failures.set(key, { reason, at: now });
    for (const old of await findOldest(directory)) void drop(old);
  };
  return {
    use: (repository, task) => {
      const key = keyOf(repository);
      return inTurn(key, async () => {
        await refresh(key, repository);
        const place = placeOf(join(directory, key));
        const failure = failures.get(key)?.reason ?? null;
        if ((await madeAt(place.root)) === -Infinity) return { noClone: failure ?? 'its clone was removed' };
        return await task({ tree: await readClone(place.source, place.listing), note: failure });
      });
    },
    failureOf: (repository) => failures.get(keyOf(repository))?.reason ?? null,
    async close() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
};

const keyOf = ({ url, ref }: Repository): string =>
  createHash('sha256')
    .update(JSON.stringify([url, ref]))
    .digest('hex')
    .slice(0, 24);

/** When a clone was made; never where there is no whole one. */
const madeAt = async (root: string): Promise<number> =>
  (await stat(placeOf(root).listing).catch(absent))?.mtimeMs ?? -Infinity;

const findOldest = async (directory: string): Promise<readonly string[]> => {
  const names = (await readdir(directory)).filter((name) => !name.endsWith('.new'));
  const made = await Promise.all(names.map(async (name) => ({ name, at: await madeAt(join(directory, name)) })));
  return made
    .toSorted((a, b) => (a.at === b.at ? 0 : b.at - a.at))
    .slice(MOST_CLONES)
    .map(({ name }) => name);
};
