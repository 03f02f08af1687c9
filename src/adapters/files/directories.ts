import { chmod, mkdir, open } from 'node:fs/promises';

/** Makes renames and new names in a directory durable. */
export const syncDirectory = async (path: string) => {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

/** Makes a directory and its parents, private to the user where they are new. */
export const makePrivateDirectory = async (path: string) => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
};
