import { readFile, stat } from 'node:fs/promises';

/** Reads files through a parser, and again only when they changed. Fails as reading does; too large fails with `EFBIG`. */
export type FileCache<T> = Readonly<{ read(path: string): Promise<T> }>;

/** A cache in memory. Entries are told apart by inode, time and size; `parse` must be pure and never throw. */
export const createFileCache = <T>(parse: (text: string) => T, maxBytes = 1024 * 1024): FileCache<T> => {
  const known = new Map<string, Readonly<{ stamp: string; value: T }>>();
  return {
    async read(path) {
      const found = await stat(path, { bigint: true });
      const stamp = `${found.ino} ${found.mtimeNs} ${found.size}`;
      const before = known.get(path);
      if (before?.stamp === stamp) return before.value;
      // A pipe or a device would be waited for without end.
      if (!found.isFile()) throw Object.assign(new Error('it is not a file'), { code: 'EINVAL' });
      if (found.size > BigInt(maxBytes))
        throw Object.assign(new Error(`it is larger than ${maxBytes} bytes`), { code: 'EFBIG' });
      const value = parse(await readFile(path, 'utf8'));
      if (known.size >= LIMIT) known.clear();
      known.set(path, { stamp, value });
      return value;
    },
  };
};

/** Keeps a server that runs for months from remembering files of homes long gone. */
const LIMIT = 20_000;
