import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Projection } from '../../machines/ports/projection.ts';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';

/** A projection in a file of its own, which may be deleted whenever nobody writes it. */
export const createFileProjection = ({ path }: { path: string }): Projection => ({
  read: () => readFile(path, 'utf8').catch(absent),
  async write(text) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await replaceFile(path, text, { newMode: 0o600 });
  },
});
