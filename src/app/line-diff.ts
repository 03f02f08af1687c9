/** One line of a difference: in both, new, or gone. Without its line break. */
export type DiffLine = Readonly<{ op: ' ' | '+' | '-'; text: string }>;

/** How to come from one text to another, line by line; `null` = there was none. */
export const diffLines = (before: string | null, after: string): readonly DiffLine[] => {
  const [old, now] = [toLines(before ?? ''), toLines(after)];
  const head = countWhile(Math.min(old.length, now.length), (index) => old[index] === now[index]);
  const most = Math.min(old.length, now.length) - head;
  const tail = countWhile(most, (index) => old[old.length - 1 - index] === now[now.length - 1 - index]);
  return [
    ...now.slice(0, head).map(as(' ')),
    ...diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...now.slice(now.length - tail).map(as(' ')),
  ];
};

/** Lines of a text; a line break at its very end begins no further line. */
const toLines = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

const as =
  (op: DiffLine['op']) =>
  (text: string): DiffLine => ({ op, text });

const countWhile = (most: number, holds: (index: number) => boolean): number => {
  let count = 0;
  while (count < most && holds(count)) count += 1;
  return count;
};

/** Cells of the table a difference may take; beyond, everything goes and comes anew. */
const MAX_CELLS = 4_000_000;

/** Longest common subsequence. */
const diffMiddle = (old: readonly string[], now: readonly string[]): DiffLine[] => {
  if (old.length * now.length > MAX_CELLS) return [...old.map(as('-')), ...now.map(as('+'))];
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    const [gone, come] = [old[i], now[j]];
    if (gone !== undefined && gone === come) {
      lines.push({ op: ' ', text: gone });
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ op: '-', text: gone });
      i += 1;
    } else if (come !== undefined) {
      lines.push({ op: '+', text: come });
      j += 1;
    }
  }
  return lines;
};
