import type { ValueKind } from './value-edits.ts';

/** The values in lines like `KEY=value` or `Name: value`, comments left out; null when a line is something else. */
export const readLines = (text: string, kind: ValueKind): Readonly<Record<string, string>> | null => {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const pairs = lines.map((line) => patterns[kind].exec(line));
  if (pairs.length === 0 || pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', unquote(pair?.[2] ?? '')]));
};

const patterns = {
  env: /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/,
  headers: /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s+(.*)$/,
} as const;

const unquote = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
