import { access, constants, open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Directories an installed Hermes brings; a missing one was found nowhere. */
export type HermesDirectories = Readonly<{
  bundledSkills?: string;
  optionalSkills?: string;
  optionalMcps?: string;
}>;

/** Where the user says they are, and the program to look beside. */
export type HermesPlace = Readonly<{
  bundledSkills?: string | undefined;
  optionalSkills?: string | undefined;
  optionalMcps?: string | undefined;
  /** Absolute path of the `hermes` program; null when there is none. */
  executable: string | null;
}>;

/**
 * Finds what Hermes brings as Hermes does: the variable wins even when nothing is there; then the data directory of its
 * Python, its packages, and the checkout its Python belongs to.
 */
export const findHermesDirectories = async (place: HermesPlace): Promise<HermesDirectories> => {
  const roots = place.executable === null ? [] : await rootsOf(place.executable);
  const bundledSkills = place.bundledSkills?.trim() || (await firstWith(roots, 'skills'));
  const optionalSkills = place.optionalSkills?.trim() || (await firstWith(roots, 'optional-skills'));
  const optionalMcps = place.optionalMcps?.trim() || (await firstWith(roots, 'optional-mcps'));
  return {
    ...(bundledSkills ? { bundledSkills } : {}),
    ...(optionalSkills ? { optionalSkills } : {}),
    ...(optionalMcps ? { optionalMcps } : {}),
  };
};

/** The Python a `hermes` program runs on: named in its first lines, or beside it; null when there is none. */
export const findHermesPython = async (executable: string): Promise<string | null> => {
  const named = await pythonsOf(executable);
  const beside = named.map((path) => join(dirname(path), 'python3'));
  const isPython = (path: string) => /\/python[\d.]*$/.test(path);
  for (const path of [...named.filter(isPython), ...beside]) if (await isProgram(path)) return path;
  return null;
};

const isProgram = async (path: string) =>
  await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const firstWith = async (roots: readonly string[], name: string): Promise<string | undefined> => {
  for (const root of roots) if (await isDirectory(join(root, name))) return join(root, name);
  return undefined;
};

const rootsOf = async (executable: string): Promise<readonly string[]> => {
  const prefixes = [...new Set((await pythonsOf(executable)).map((python) => dirname(dirname(python))))];
  const found = await Promise.all(
    prefixes.map(async (prefix) => [prefix, ...(await packagesOf(prefix)), dirname(prefix)]),
  );
  const isHermes = await Promise.all(
    found.flat().map(async (root) => ({ root, belongs: await holdsHermes(root, prefixes) })),
  );
  return isHermes.filter(({ belongs }) => belongs).map(({ root }) => root);
};

/** A `skills/` of something else must not be taken for Hermes': its package stands beside, or it is Python's own prefix. */
const holdsHermes = async (root: string, prefixes: readonly string[]) =>
  (await isDirectory(join(root, 'hermes_cli'))) ||
  (prefixes.includes(root) &&
    (await someAsync(await packagesOf(root), (path) => isDirectory(join(path, 'hermes_cli')))));

const someAsync = async (items: readonly string[], test: (item: string) => Promise<boolean>) => {
  for (const item of items) if (await test(item)) return true;
  return false;
};

const packagesOf = async (prefix: string): Promise<readonly string[]> => {
  const names = await readdir(join(prefix, 'lib')).catch((): string[] => []);
  const pythons = names.filter((name) => /^python3(?:\.\d+)?$/.test(name));
  return pythons.flatMap((name) => [
    join(prefix, 'lib', name, 'site-packages'),
    join(prefix, 'lib', name, 'dist-packages'),
  ]);
};

/** Programs named in the head of a script: Python in its first line, or the real `hermes` a wrapper starts. */
const pythonsOf = async (executable: string): Promise<readonly string[]> => {
  const real = await realpath(executable).catch(() => executable);
  const head = await readHead(real);
  const named = [...head.matchAll(/(\/[^\s"'!]+\/bin\/(?:python[\d.]*|hermes))(?=["'\s]|$)/g)].flatMap(
    ([, path]) => path ?? [],
  );
  return [...named, real];
};

const HEAD_BYTES = 4096;

const readHead = async (path: string): Promise<string> => {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    return '';
  }
};

const isDirectory = async (path: string) =>
  await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
