import { mkdir } from 'node:fs/promises';
import type { ProfileShelf, ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { profileOfHome, readSticky, writeSticky } from './active-profile.ts';
import { chooseModel } from './choose-model.ts';
import { deleteProfile } from './delete-profile.ts';
import { describe } from './describe.ts';
import { readDesktop } from './desktop.ts';
import { exportProfile } from './export-profile.ts';
import { importProfile } from './import-profile.ts';
import { findProfile, parseTyped } from './named.ts';
import { listProfiles } from './profile-info.ts';
import { renameProfile } from './rename-profile.ts';
import type { ShelfOptions } from './shelf.ts';
import { attempt } from './shelf-write.ts';
import { readSoul, writeSoul } from './soul.ts';

/** The profiles of a Hermes root on this machine. */
export const createProfileShelf = (options: ShelfOptions): ProfileShelf => {
  const { root, env, queue } = options;
  const reading = async <T extends object>(
    name: string,
    read: (path: string) => Promise<ShelfAnswer<T>>,
  ): Promise<ShelfAnswer<T>> => {
    const found = await findProfile(root, name);
    return found.ok ? await read(found.path) : found;
  };
  /** Looked for in its turn: what was asked before may have taken the profile away. */
  const writing = async <T extends object>(
    name: string,
    write: (path: string) => Promise<ShelfAnswer<T>>,
  ): Promise<ShelfAnswer<T>> =>
    await queue(name, async () => {
      if (name === 'default') await mkdir(root, { recursive: true }).catch(leaveToTheWrite);
      return await reading(name, write);
    });
  return {
    list: async () => await listProfiles(options),
    readActive: async () => ({ active: await readSticky(root), current: profileOfHome(root, env.hermesHome) }),
    setActive: async (typed) => await setActive(root, typed),
    rename: async (typed, to) => await renameProfile(options, typed, to),
    delete: async (typed) => await deleteProfile(options, typed),
    find: async (name) => await findProfile(root, name),
    export: async (name, what) =>
      await writing(name, async (path) => await exportProfile(options, { name, path }, what)),
    import: async (what) => await importProfile(options, what),
    readDesktop: async (name) => await reading(name, readDesktop),
    readSoul: async (name) => await reading(name, readSoul),
    writeSoul: async (name, content) => await writing(name, async (path) => await writeSoul(path, content)),
    describe: async (name, text) => await writing(name, async (path) => await describe(path, text)),
    chooseModel: async (name, choice) => await writing(name, async (path) => await chooseModel(path, choice)),
  };
};

const setActive = async (root: string, typed: string): Promise<ShelfAnswer<{ active: string }>> => {
  const parsed = parseTyped(typed);
  if (!parsed.ok) return parsed;
  const found = await findProfile(root, parsed.name);
  if (!found.ok) return found;
  const what = { code: 'profile/unwritable', attempted: 'Choosing the active profile', path: root } as const;
  return await attempt(what, async () => {
    await writeSticky(root, parsed.name);
    return { ok: true, active: parsed.name };
  });
};

/** The write itself will say what is wrong with its place. */
const leaveToTheWrite = () => undefined;
