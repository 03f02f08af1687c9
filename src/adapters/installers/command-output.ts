import { open } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { isErrno } from '../files/errno.ts';

const TAIL_BYTES = 256 * 1024;

/** Lines of an output file (its last 256 KiB), without colours; empty when nothing was printed. */
export const readOutputLines = async (path: string): Promise<readonly string[]> => {
  const text = stripVTControlCharacters(await readTail(path));
  return text.split(/\r\n|\n|\r/);
};

/** The line that says what went wrong: git's or the program's own error, else the last line with a word in it. */
export const decisiveLine = (lines: readonly string[]): string => {
  const line =
    lines.find((text) => /^(fatal|error):/i.test(text)) ??
    lines.map((text) => /^\s*"error": "(.*)"$/.exec(text)?.[1]).find((text) => text !== undefined) ??
    lines.findLast((text) => /\p{L}{2}/u.test(text));
  return (line ?? 'it printed nothing').trim().slice(0, 300);
};

const readTail = async (path: string): Promise<string> => {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
};
