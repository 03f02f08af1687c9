import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import type { ProfileExport, ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { replaceFile, statOf } from '../../files/replace-file.ts';
import { copyTree } from '../copy-tree.ts';
import { isTaken } from '../../files/directory-identity.ts';
import type { ShelfOptions } from './shelf.ts';
import { attempt } from './shelf-write.ts';
import { packTar } from './tar.ts';

type Exported = ShelfAnswer<{ archive: string }>;
type Source = Readonly<{ name: string; path: string }>;

/** Packs a profile into a tar.gz whose one directory has its name; credentials (`.env`, `auth.json`) stay behind. */
export const exportProfile = async (shelf: ShelfOptions, source: Source, what: ProfileExport): Promise<Exported> => {
  const archive = what.output.trim() === '' ? freeArchive(shelf.homedir, source.name) : toArchive(what.output.trim());
  if (!isAbsolute(archive)) return invalid(`The archive needs an absolute path, and "${what.output}" is none.`);
  const unsafe = Object.keys(what.extraFiles).find((path) => !isSafe(path));
  if (unsafe !== undefined) return invalid(`"${unsafe}" is no path inside the profile that could be added to it.`);
  if (!(await statOf(dirname(archive)))?.isDirectory()) return invalid(`There is no directory ${dirname(archive)}.`);
  const attempted = `Exporting the profile "${source.name}"`;
  return await attempt({ code: 'archive/failed', attempted, path: archive }, async () => {
    const work = await mkdtemp(join(tmpdir(), 'hermes-export-'));
    try {
      await stage(join(work, source.name), source, what);
      const temp = `${archive}.builder.tmp`;
      await packTar(work, source.name, temp);
      await rename(temp, archive);
      return { ok: true, archive };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
};

const stage = async (staged: string, { name, path }: Source, { extraFiles }: ProfileExport) => {
  await copyTree(path, staged, name === 'default' ? leaveAllButOwn : leaveSecrets);
  for (const [file, content] of Object.entries(extraFiles)) {
    await mkdir(dirname(join(staged, file)), { recursive: true });
    await replaceFile(join(staged, file), content, { newMode: 0o644 });
  }
};

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const leaveSecrets = (path: string) => ['.env', 'auth.json'].includes(nameOf(path));

/** Anything may lie beside a Hermes home's own files, so only these are taken. Source: hermes_cli export_profile. */
const leaveAllButOwn = (path: string) =>
  leaveSecrets(path) ||
  (path.includes('/') ? /^__pycache__$|\.(?:sock|tmp)$/.test(nameOf(path)) : !OWN.has(path)) ||
  ['package.json', 'package-lock.json'].includes(nameOf(path));

const OWN: ReadonlySet<string> = new Set([
  ...['config.yaml', 'SOUL.md', 'MEMORY.md', 'USER.md', 'todo.json', 'system_prompt.md', 'AGENTS.md', 'CLAUDE.md'],
  ...['.cursorrules', 'skills', 'cron', 'scripts', 'sessions', 'plugins', 'memories', 'knowledge', 'preferences'],
]);

const toArchive = (output: string) => `${output.replace(/\.(?:tar\.gz|tgz)$/, '')}.tar.gz`;

const freeArchive = (directory: string, name: string, count = 1): string => {
  const archive = join(directory, `${name}${count === 1 ? '' : `-${count}`}.tar.gz`);
  return isTaken(archive) ? freeArchive(directory, name, count + 1) : archive;
};

const isSafe = (path: string) =>
  path !== '' &&
  !isAbsolute(path) &&
  !leaveSecrets(path) &&
  resolve('/a', path) === join('/a', normalize(path)) &&
  resolve('/a', path).startsWith('/a/');

const invalid = (message: string): Exported => ({ ok: false, code: 'archive/invalid', message });
