// Builds web/dist, and the plugin for Hermes' dashboard, when one is missing or older than what it is made of; run by npm
// before "start" and after "ci".
// Plain JavaScript that any Node can parse, and silent: what "npm start" prints first belongs to the program.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = [
  'web/src',
  'web/index.html',
  'web/flow-file.html',
  'web/vite.config.ts',
  'web/vite.file.config.ts',
  'web/vite.plugin.config.ts',
  'web/plugin/index.js',
  'web/plugin/profile-builder',
  'web/plugin/profile-flows',
  'src/machines',
  'package-lock.json',
];
const built = ['web/dist/index.html', 'web/dist/flow-file.html', 'web/plugin/dist/profile-flows/plugin.yaml'].map(
  (path) => join(root, path),
);

/** When it was last written, or the newest below it; a directory is written when a file in it comes or goes. */
const newest = (path) => {
  const { mtimeMs } = statSync(path);
  const below = statSync(path).isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
  return Math.max(mtimeMs, ...below);
};

const isFresh = () => {
  const since = Math.max(...sources.map((path) => newest(join(root, path))));
  return built.every((path) => existsSync(path) && statSync(path).mtimeMs >= since);
};

// An older Node is told what it needs by src/start.mjs; without development packages there is nothing to build with.
const canBuild = () =>
  Number.parseInt(process.versions.node, 10) >= 24 && existsSync(join(root, 'node_modules/vite/package.json'));

if (canBuild() && !isFresh()) {
  const { buildPage } = await import('./build-page.ts');
  const { buildPlugin } = await import('./build-plugin.ts');
  const troubles = await Promise.all([buildPage(), buildPlugin()]);
  // The server does its work without a page.
  const trouble = troubles.find((text) => text !== null);
  if (trouble) process.stderr.write(`The page could not be built, so web/dist is as it was:\n${trouble}\n`);
}
