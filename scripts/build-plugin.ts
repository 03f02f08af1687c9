import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDirectory } from './replace-directory.ts';
import { root, runTool } from './run-tool.ts';

const source = join(root, 'web/plugin');
const target = join(source, 'dist');

/** The plugins of Hermes' dashboard, by the names of their directories. */
const plugins = ['profile-builder', 'profile-flows'];

/** Builds `web/plugin/dist`: directories as Hermes takes them. Replaces an older one only when it is whole; gives what went wrong, or null. */
export const buildPlugin = async (): Promise<string | null> => {
  const fresh = `${target}.${process.pid}`;
  const app = join(fresh, 'profile-builder/dashboard/dist/app');
  try {
    const config = ['--config', 'web/vite.plugin.config.ts', '--outDir', app, '--logLevel', 'warn'];
    const { ok, output } = await runTool('vite', ['build', 'web', ...config]);
    if (!ok) return output;
    for (const plugin of plugins) await addFiles(plugin, fresh);
    await replaceDirectory(target, fresh);
    return null;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

const addFiles = async (plugin: string, fresh: string): Promise<void> => {
  await cp(join(source, plugin), join(fresh, plugin), {
    recursive: true,
    filter: (path) => !path.endsWith('__pycache__'),
  });
  await cp(join(source, 'index.js'), join(fresh, plugin, 'dashboard/dist/index.js'));
  for (const file of ['plugin.yaml', 'dashboard/manifest.json']) await stampVersion(join(fresh, plugin, file));
};

const stampVersion = async (file: string): Promise<void> => {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('0.0.0', await readVersion()));
};

const readVersion = async (): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version;
  throw new Error('package.json has no version.');
};
