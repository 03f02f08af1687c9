import { link, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file that must not exist, durably. */
export const writeNewFile = async (path: string, content: string | Uint8Array, mode = 0o666) => {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    // The umask may have taken bits away that the caller asked for.
    if (mode !== 0o666) await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Puts a whole new file in a place that must be free (`EEXIST` otherwise). */
export const placeNewFile = async (path: string, content: string, mode: number) => {
  const temp = join(dirname(path), `.${basename(path)}_builder.tmp`);
  await rm(temp, { force: true });
  try {
    await writeNewFile(temp, content, mode);
    await link(temp, path);
  } finally {
    await rm(temp, { force: true });
  }
};
