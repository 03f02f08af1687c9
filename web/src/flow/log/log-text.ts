import { toPlainLine } from './plain-line.ts';

/** Output as lines that are safe to show; `rest` is the end of it that has no line break yet, as it came. */
export type LogText = Readonly<{ lines: readonly string[]; rest: string }>;

export const emptyLog: LogText = { lines: [], rest: '' };

/** The output with more of it at its end. */
export const appendText = ({ lines, rest }: LogText, text: string): LogText => {
  if (text === '') return { lines, rest };
  const parts = (rest + text).split('\n');
  const last = parts.pop() ?? '';
  return { lines: [...lines, ...parts.map(toLine)], rest: last };
};

/** Everything to show, the unfinished line included. */
export const toLines = ({ lines, rest }: LogText): readonly string[] =>
  rest === '' ? lines : [...lines, toLine(rest)];

/** The newest line with something in it. */
export const lastLineOf = (lines: readonly string[]): string | null =>
  lines.findLast((line) => line.trim() !== '')?.trim() ?? null;

const toLine = (line: string): string => toPlainLine(line.endsWith('\r') ? line.slice(0, -1) : line);
