import { execa } from 'execa';

/** What a tar.gz holds: path of each member with the letter tar shows its kind by (`-` file, `d` directory, `l` link, …). */
export type Member = Readonly<{ kind: string; path: string }>;

/** Packs one directory below `from` into a new archive. */
export const packTar = async (from: string, directory: string, archive: string): Promise<void> => {
  await tar(['-czf', archive, '-C', from, '--', directory]);
};

/** Members of an archive, in its order; null when it is none. */
export const listTar = async (archive: string): Promise<readonly Member[] | null> => {
  try {
    const [kinds, paths] = await Promise.all([tar(['-tvzf', archive]), tar(['-tzf', archive])]);
    return paths.map((path, index) => ({ kind: kinds[index]?.charAt(0) ?? '?', path }));
  } catch (error) {
    if (isMissing(error)) throw error;
    return null;
  }
};

/** Unpacks an archive into an empty directory, owned by whoever runs this. Look at its members first. */
export const unpackTar = async (archive: string, into: string): Promise<void> => {
  await tar(['-xzf', archive, '-C', into, '--no-same-owner', '--no-same-permissions']);
};

const tar = async (args: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await execa('tar', [...args], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/run/current-system/sw/bin', LC_ALL: 'C.UTF-8' },
    extendEnv: false,
    stdin: 'ignore',
    lines: true,
    timeout: 10 * 60_000,
    forceKillAfterDelay: 1000,
  });
  return stdout;
};

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
