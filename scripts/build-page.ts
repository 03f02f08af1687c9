import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { buildFlowFile } from './build-flow-file.ts';
import { replaceDirectory } from './replace-directory.ts';
import { root, runTool } from './run-tool.ts';

const target = join(root, 'web/dist');

/** Builds `web/dist`, which takes the place of an older one only when it is whole; gives what went wrong, or null. */
export const buildPage = async (): Promise<string | null> => {
  const fresh = `${target}.${process.pid}`;
  try {
    const { ok, output } = await runTool('vite', ['build', 'web', '--outDir', fresh, '--logLevel', 'warn']);
    if (!ok) return output;
    await compressFiles(join(fresh, 'assets'));
    const trouble = await buildFlowFile(fresh);
    if (trouble !== null) return trouble;
    await replaceDirectory(target, fresh);
    return null;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

const compressFiles = async (directory: string): Promise<void> => {
  const files = (await readdir(directory)).map((name) => join(directory, name));
  await Promise.all(files.map(compressFile));
};

const compressFile = async (file: string): Promise<void> => {
  const bytes = await readFile(file);
  const [gz, br] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), promisify(brotliCompress)(bytes, brotli)]);
  await Promise.all([writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
};

// Quality 11 takes six times as long for a tenth less.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
