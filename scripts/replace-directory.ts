import { rename, rm } from 'node:fs/promises';

/** Puts a directory that is whole in the place of an older one. */
export const replaceDirectory = async (target: string, fresh: string): Promise<void> => {
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target).catch((error: NodeJS.ErrnoException) => {
    // Another build of the same sources was faster by a moment.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
};
