import { open } from 'node:fs/promises';
import { absent } from '../files/errno.ts';

/** Bytes of a growing file after `after` (from its end when negative), at most `limit` (default 256 KiB); none when the file does not exist. */
export const readRunOutput = async (
  file: string,
  after: number,
  limit = 262_144,
): Promise<{ bytes: Uint8Array; next: number }> => {
  const handle = await open(file).catch(absent);
  if (handle === null) return { bytes: new Uint8Array(), next: Math.max(0, after) };
  try {
    const { size } = await handle.stat();
    const from = after < 0 ? Math.max(0, size + after) : after;
    const bytes = Buffer.alloc(Math.max(0, Math.min(limit, size - from)));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    return { bytes: bytes.subarray(0, bytesRead), next: from + bytesRead };
  } finally {
    await handle.close();
  }
};
