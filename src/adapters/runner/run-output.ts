import { open } from 'node:fs/promises';
import { absent } from '../files/errno.ts';

/** Bytes of a growing file after `after`, at most `limit` (default 256 KiB); none when the file does not exist. */
export const readRunOutput = async (
  file: string,
  after: number,
  limit = 262_144,
): Promise<{ bytes: Uint8Array; next: number }> => {
  const handle = await open(file).catch(absent);
  if (handle === null) return { bytes: new Uint8Array(), next: after };
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.max(0, Math.min(limit, size - after)));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, after);
    return { bytes: bytes.subarray(0, bytesRead), next: after + bytesRead };
  } finally {
    await handle.close();
  }
};
