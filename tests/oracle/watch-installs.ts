import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was alive at the same time: per profile, and profiles with at least one install. */
export type SeenInstalls = Readonly<{ mostAtOnce: ReadonlyMap<string, number>; profilesAtOnce: number }>;

/** Looks at the processes of this machine, again and again, for installs into profiles below a directory. */
export const watchInstalls = (profiles: string) => {
  const stopping = new AbortController();
  const mostAtOnce = new Map<string, number>();
  let profilesAtOnce = 0;
  const look = async () => {
    while (!stopping.signal.aborted) {
      const counts = countBy(await findInstalls(profiles));
      for (const [name, count] of counts) mostAtOnce.set(name, Math.max(count, mostAtOnce.get(name) ?? 0));
      profilesAtOnce = Math.max(profilesAtOnce, counts.size);
      await sleep(20);
    }
  };
  const looking = look();
  return {
    stop: async (): Promise<SeenInstalls> => {
      stopping.abort();
      await looking;
      return { mostAtOnce, profilesAtOnce };
    },
  };
};

const countBy = (names: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** Profiles of the running installs: one entry per Python process that runs `skills install`. */
const findInstalls = async (profiles: string): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => profileOf(pid, profiles)));
  return found.filter((name) => name !== null);
};

const profileOf = async (pid: string, profiles: string): Promise<string | null> => {
  const command = (await read(`/proc/${pid}/cmdline`)).split('\u0000');
  if (!/python/.test(command[0] ?? '') || !command.includes('install')) return null;
  const home = (await read(`/proc/${pid}/environ`)).split('\u0000').find((each) => each.startsWith('HERMES_HOME='));
  const path = home?.slice('HERMES_HOME='.length) ?? '';
  return dirname(path) === profiles ? basename(path) : null;
};

/** A process may end between being listed and being read. */
const read = async (path: string): Promise<string> => await readFile(path, 'utf8').catch(() => '');
