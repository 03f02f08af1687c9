import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { DesktopOverlay, ProfileImport, ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { statOf } from '../../files/replace-file.ts';
import { syncDirectory } from '../../files/directories.ts';
import { isTaken } from '../../files/directory-identity.ts';
import { profilePath } from '../home.ts';
import { removeTree } from '../remove-tree.ts';
import { readDesktop } from './desktop.ts';
import { refuseDefault, refuseHeld } from './in-the-way.ts';
import { parseTyped } from './named.ts';
import type { ShelfOptions } from './shelf.ts';
import { attempt } from './shelf-write.ts';
import { listTar, type Member, unpackTar } from './tar.ts';

type Imported = ShelfAnswer<{ name: string; path: string; desktop: DesktopOverlay['desktop'] }>;
type Refusal = Extract<Imported, { ok: false }>;

/** Makes a profile of an archive of one directory that holds files and directories only. Without a name it gets the directory's. */
export const importProfile = async (shelf: ShelfOptions, { archive, name }: ProfileImport): Promise<Imported> => {
  if (!isAbsolute(archive)) return invalid(`The archive needs an absolute path, and "${archive}" is none.`);
  const attempted = `Importing ${archive}`;
  return await attempt({ code: 'archive/failed', attempted, path: archive }, async () => {
    if (!(await statOf(archive))?.isFile())
      return { ok: false, code: 'archive/not-found', message: `Archive not found: there is no file ${archive}.` };
    const found = findRoot(archive, await listTar(archive));
    if (typeof found !== 'string') return found;
    const parsed = parseTyped(name?.trim() ? name : found);
    if (!parsed.ok) return parsed;
    if (parsed.name === 'default') return refuseDefault('Nothing can be imported as "default": give another name.');
    const what = { archive, folder: found, name: parsed.name };
    return await shelf.queue(parsed.name, async () => await importNamed(shelf, what));
  });
};

type What = Readonly<{ archive: string; folder: string; name: string }>;

const importNamed = async (shelf: ShelfOptions, { archive, folder, name }: What): Promise<Imported> => {
  const held = await refuseHeld(shelf, name);
  if (held) return held;
  const path = profilePath(shelf.root, name);
  if (isTaken(path)) return taken(name, path);
  const staged = join(shelf.root, 'profiles', `.import-${name}-${randomUUID().slice(0, 8)}`);
  try {
    await mkdir(staged, { recursive: true, mode: 0o700 });
    await unpackTar(archive, staged);
    await settleModes(join(staged, folder));
    // Asked again without a pause: a rename onto an empty directory would replace it.
    if (isTaken(path)) return taken(name, path);
    renameSync(join(staged, folder), path);
  } finally {
    await removeTree(staged);
  }
  await syncDirectory(join(shelf.root, 'profiles'));
  const overlay = await readDesktop(path);
  return { ok: true, name, path, desktop: overlay.ok ? overlay.desktop : null };
};

/** The one directory of an archive, or why it cannot be taken. */
const findRoot = (archive: string, members: readonly Member[] | null): string | Refusal => {
  if (members === null) return invalid(`${archive} is no tar.gz archive that can be read.`);
  const odd = members.find(({ kind, path }) => !'-d'.includes(kind) || !isSafe(path));
  if (odd) return invalid(`${archive} holds "${odd.path}", which is no plain file or directory inside it.`);
  const roots = new Set(members.map(({ path }) => partsOf(path)[0]).filter((root) => root !== undefined));
  const [root] = roots;
  const isOne = root !== undefined && roots.size === 1 && members.some(({ kind, path }) => isInside(kind, path));
  return isOne ? root : invalid(`${archive} must contain exactly one top-level directory, and has ${roots.size}.`);
};

const isInside = (kind: string, path: string) => kind === 'd' || partsOf(path).length > 1;

const partsOf = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');

/** A backslash is how tar writes what it cannot print, and a separator elsewhere. */
const isSafe = (path: string) => !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');

/** Nothing keeps special bits, and the owner can use every directory. A last look: only files and directories are there. */
const settleModes = async (path: string): Promise<void> => {
  const found = await lstat(path);
  if (!found.isDirectory() && !found.isFile()) throw new Error(`${path} is neither file nor directory`);
  await chmod(path, (found.mode & 0o777) | (found.isDirectory() ? 0o700 : 0));
  if (found.isDirectory()) for (const name of await readdir(path)) await settleModes(join(path, name));
};

const taken = (name: string, path: string): Refusal => ({
  ok: false,
  code: 'profile/exists',
  message: `Profile '${name}' already exists at ${path}. Choose another name.`,
});

const invalid = (message: string): Refusal => ({ ok: false, code: 'archive/invalid', message });
