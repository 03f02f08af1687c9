import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { buildPage } from './build-page.ts';
import { buildPlugin } from './build-plugin.ts';
import { root, runTool } from './run-tool.ts';

const source = join(root, 'src');
const target = join(root, 'dist');

await rm(target, { recursive: true, force: true });
const { ok, output } = await runTool('tsc', ['-p', 'tsconfig.build.json']);
if (!ok) {
  console.error(`The build stopped at the compiler and dist/ is incomplete:\n${output}`);
  process.exit(1);
}

// What the compiler leaves behind: start.mjs, the runner's script, anything read at run time.
const entries = await readdir(source, { recursive: true, withFileTypes: true });
for (const entry of entries.filter((file) => file.isFile() && !file.name.endsWith('.ts'))) {
  const from = join(entry.parentPath, entry.name);
  const to = join(target, relative(source, from));
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
await chmod(join(target, 'start.mjs'), 0o755);

const trouble = (await Promise.all([buildPage(), buildPlugin()])).find((text) => text !== null);
if (trouble) {
  console.error(`The build stopped at the page:\n${trouble}`);
  process.exit(1);
}
console.log(`built ${relative(root, target)}/ from src/, web/dist/ and web/plugin/dist/ from web/src/`);
