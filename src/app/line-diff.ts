import { gapsOf, pairEquals } from '../machines/pair-equals.ts';

/** One line of a difference: in both, new, or gone. Without its line break. */
export type DiffLine = Readonly<{ op: ' ' | '+' | '-'; text: string }>;

/** How to come from one text to another, line by line; `null` = there was none. */
export const diffLines = (before: string | null, after: string): readonly DiffLine[] => {
  const [old, now] = [toLines(before ?? ''), toLines(after)];
  return gapsOf(pairEquals(old, now), [old.length, now.length]).flatMap(({ start, end }) => [
    ...old.slice(start[0], end[0]).map(as('-')),
    ...now.slice(start[1], end[1]).map(as('+')),
    ...now.slice(end[1], end[1] + 1).map(as(' ')),
  ]);
};

/** Lines of a text; a line break at its very end begins no further line. */
const toLines = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

const as =
  (op: DiffLine['op']) =>
  (text: string): DiffLine => ({ op, text });
