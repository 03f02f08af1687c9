import { lstatSync } from 'node:fs';
import { z } from 'zod';
import { absent } from './errno.ts';

/** What a directory keeps through renames and loses when it is made anew. Numbers as decimal text. */
export const directoryIdentitySchema = z.object({ dev: z.string(), ino: z.string(), birth: z.string().nullable() });
export type DirectoryIdentity = z.infer<typeof directoryIdentitySchema>;

/** Identity of the directory at a path; null when there is no directory (a link to one is none). */
export const readDirectoryIdentity = (path: string): DirectoryIdentity | null => {
  const found = lstat(path);
  if (!found?.isDirectory()) return null;
  return { dev: String(found.dev), ino: String(found.ino), birth: birthOf(found) };
};

/** Whether both are one directory; without a birth time on either side, the inode alone decides. */
export const isSameDirectory = (one: DirectoryIdentity | null, other: DirectoryIdentity | null): boolean => {
  if (one === null || other === null || one.dev !== other.dev || one.ino !== other.ino) return false;
  return one.birth === null || other.birth === null || one.birth === other.birth;
};

/** Whether anything stands at a path: directory, file or link. */
export const isTaken = (path: string): boolean => lstat(path) !== null;

const lstat = (path: string) => {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    return absent(error);
  }
};

/** Where the file system knows no birth time, node reports 0 or the time of the last change, which moves. */
const birthOf = (found: { birthtimeNs: bigint; ctimeNs: bigint }) =>
  found.birthtimeNs === 0n || found.birthtimeNs === found.ctimeNs ? null : String(found.birthtimeNs);
