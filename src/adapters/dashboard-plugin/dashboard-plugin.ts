import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../files/replace-file.ts';
import { copyFiles, findDamage, hashFiles, removeFiles } from './plugin-files.ts';
import { type Place, readPlace, type Receipt, receiptPath } from './receipt.ts';

/** Directories in which Hermes' dashboard finds our pages: one has one tab. */
export const pluginNames = ['profile-builder', 'profile-flows'] as const;

/** Where Hermes looks for a user's plugin. */
export const pluginPath = (hermesHome: string, name: string): string => join(hermesHome, 'plugins', name);

/** How one plugin stands: what is at its place, and which of its files are not as they were installed. */
export type PluginState = Readonly<{ name: string; path: string; place: Place; damage: readonly string[] }>;

export const inspectPlugins = async (hermesHome: string): Promise<readonly PluginState[]> =>
  await Promise.all(
    pluginNames.map(async (name) => {
      const path = pluginPath(hermesHome, name);
      const place = await readPlace(path);
      const damage = place.is === 'ours' ? await findDamage(path, place.receipt.files) : [];
      return { name, path, place, damage };
    }),
  );

/** The first place of ours that holds something else; null when there is none, and only then may it be written to. */
export const findForeign = async (hermesHome: string): Promise<string | null> => {
  const plugins = await inspectPlugins(hermesHome);
  return plugins.find(({ place }) => place.is === 'foreign')?.path ?? null;
};

export type InstallOptions = Readonly<{
  /** As built: a directory for each plugin. */
  source: string;
  hermesHome: string;
  version: string;
  dataDir: string;
}>;

/** Puts both plugins in place, over older ones of ours. */
export const installPlugins = async ({ source, hermesHome, version, dataDir }: InstallOptions): Promise<void> => {
  for (const name of pluginNames) {
    const plugin = pluginPath(hermesHome, name);
    const files = await hashFiles(join(source, name));
    const before = await readPlace(plugin);
    const old = before.is === 'ours' ? Object.keys(before.receipt.files) : [];
    await mkdir(plugin, { recursive: true });
    // First, and with what was there before: what a broken install leaves is known to be ours, and incomplete.
    await writeReceipt(plugin, {
      version,
      dataDir,
      files: { ...(before.is === 'ours' && before.receipt.files), ...files },
    });
    await removeFiles(
      plugin,
      old.filter((path) => !(path in files)),
    );
    await copyFiles(join(source, name), plugin, Object.keys(files));
    await writeReceipt(plugin, { version, dataDir, files });
  }
};

/** What came of an uninstall: how many plugins were there, and the directories in which something of others stays. */
export type Uninstalled = Readonly<{ removed: number; kept: readonly string[] }>;

/** Removes what was installed and nothing else. */
export const uninstallPlugins = async (hermesHome: string): Promise<Uninstalled> => {
  const kept: string[] = [];
  let removed = 0;
  for (const { path, place } of await inspectPlugins(hermesHome)) {
    if (place.is !== 'ours') continue;
    removed += 1;
    // The receipt last: without it the rest would be nobody's.
    const paths = [...Object.keys(place.receipt.files), 'profile-builder.json'];
    if (!(await removeFiles(path, paths))) kept.push(path);
  }
  return { removed, kept };
};

const writeReceipt = (plugin: string, receipt: Receipt): Promise<void> =>
  replaceFile(receiptPath(plugin), `${JSON.stringify(receipt, null, 2)}\n`);
