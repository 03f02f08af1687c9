import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DesktopOverlay, ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { absent } from '../../files/errno.ts';
import { attempt } from './shelf-write.ts';

/** What a profile's desktop.json says; null when it is no JSON object. */
export const readDesktop = async (profile: string): Promise<ShelfAnswer<DesktopOverlay>> => {
  const path = join(profile, 'desktop.json');
  return await attempt({ code: 'profile/unreadable', attempted: 'Reading the desktop overlay', path }, async () => {
    const text = await readFile(path, 'utf8').catch(absent);
    return { ok: true, exists: text !== null, desktop: text === null ? null : parseObject(text) };
  });
};

const objectSchema = z.record(z.string(), z.unknown());

const parseObject = (text: string): DesktopOverlay['desktop'] => {
  try {
    return objectSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
