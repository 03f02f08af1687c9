import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { absent } from '../../files/errno.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { attempt } from './shelf-write.ts';

/** The persona of a profile; empty when there is none. */
export const readSoul = async (profile: string): Promise<ShelfAnswer<{ content: string; exists: boolean }>> => {
  const path = join(profile, 'SOUL.md');
  return await attempt({ code: 'profile/unreadable', attempted: 'Reading the persona', path }, async () => {
    const bytes = await readFile(path).catch(absent);
    const content = bytes === null ? '' : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ok: true, content, exists: bytes !== null };
  });
};

/** Replaces the persona whole, keeping the file's mode. */
export const writeSoul = async (profile: string, content: string): Promise<ShelfAnswer> => {
  const path = join(profile, 'SOUL.md');
  return await attempt({ code: 'profile/unwritable', attempted: 'Writing the persona', path }, async () => {
    await replaceFile(path, content, { newMode: 0o644 });
    return { ok: true };
  });
};
