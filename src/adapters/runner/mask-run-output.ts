import { open, readFile } from 'node:fs/promises';
import { createRedactor } from './redact.ts';

/** Masks secrets in an output file that no longer grows, in place, so that offsets stay true; no file is no output. */
export const maskRunOutput = async (file: string, secrets: readonly string[]): Promise<void> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const masked = createRedactor(secrets)(bytes);
  if (bytes.equals(masked)) return;
  const handle = await open(file, 'r+');
  try {
    await handle.write(masked, 0, masked.length, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
};
