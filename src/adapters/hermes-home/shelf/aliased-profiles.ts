import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A wrapper is tiny; what is larger is looked at no further than Hermes does. */
const HEAD_BYTES = 8192;

/** Profiles that some command in a directory of wrappers starts. */
export const findAliasedProfiles = async (directory: string): Promise<ReadonlySet<string>> => {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.includes('.')).map(({ name }) => name);
  const profiles = await Promise.all(names.map((name) => startedBy(join(directory, name)).catch(() => null)));
  return new Set(profiles.filter((profile) => profile !== null));
};

const startedBy = async (path: string): Promise<string | null> => {
  const file = await open(path, 'r');
  try {
    if (!(await file.stat()).isFile()) return null;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    // The path of hermes may be quoted, which Hermes itself does not recognise.
    return /hermes'? -p\s+(\S+)/.exec(buffer.toString('utf8', 0, bytesRead))?.[1]?.toLowerCase() ?? null;
  } finally {
    await file.close();
  }
};
