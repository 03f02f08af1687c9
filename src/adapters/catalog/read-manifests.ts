import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogServer, Diagnostic, SourceAnswer } from '../../machines/ports/catalog.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { errorCode } from '../files/errno.ts';
import { findingOf } from '../hermes-home/file-fault.ts';
import { createFileCache } from './file-cache.ts';
import { type Manifest, parseManifest } from './parse-manifest.ts';

/** Reads `<directory>/<name>/manifest.yaml`; one that cannot be read or understood is told among the diagnostics. */
export const createManifestReader = (): ManifestReader => {
  const files = createFileCache(parseManifest, MAX_BYTES);
  return async (directory) => {
    const names = await readdir(directory).catch((error: unknown) => ({ reason: findingOf(error) }));
    if (!Array.isArray(names)) return { ok: false, reason: `${directory}: ${names.reason}` };
    const read = await Promise.all(
      names.toSorted(byCodeUnits).map(async (name) => ({ name, manifest: await readOne(files, directory, name) })),
    );
    const servers: CatalogServer[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const { name, manifest } of read) {
      if (manifest === null) continue;
      if (manifest.ok) servers.push(manifest.server);
      else diagnostics.push({ name, kind: manifest.kind, message: `${join(directory, name)}: ${manifest.message}` });
    }
    return { ok: true, items: servers, diagnostics };
  };
};

export type ManifestReader = (directory: string) => Promise<SourceAnswer<CatalogServer>>;

const MAX_BYTES = 256 * 1024;

/** Null where there is no manifest. */
const readOne = async (
  files: Readonly<{ read(path: string): Promise<Manifest> }>,
  directory: string,
  name: string,
): Promise<Manifest | null> => {
  try {
    return await files.read(join(directory, name, 'manifest.yaml'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    return { ok: false, kind: 'invalid', message: findingOf(error) };
  }
};
