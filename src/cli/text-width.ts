/** Columns a text takes in a terminal: wide scripts and pictographs take two. Control characters are not expected. */
export const widthOf = (text: string): number => toCells(text).reduce((sum, { width }) => sum + width, 0);

/** The text, or as much of it as fits before `…`. */
export const cutEnd = (text: string, columns: number): string =>
  widthOf(text) <= columns ? text : `${fit(toCells(text), columns - 1)}…`;

/** The text with its middle left out when it does not fit: identifiers differ at the end. */
export const cutMiddle = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  const cells = toCells(text);
  const head = fit(cells, Math.ceil((columns - 1) / 3));
  const tail = fit(cells.toReversed(), columns - 1 - widthOf(head), (after, cell) => cell + after);
  return `${head}…${tail}`;
};

/** The text filled up with spaces. */
export const padTo = (text: string, columns: number): string => text + ' '.repeat(Math.max(columns - widthOf(text), 0));

type Cell = Readonly<{ text: string; width: number }>;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const toCells = (text: string): readonly Cell[] =>
  Array.from(segmenter.segment(text), ({ segment }) => ({ text: segment, width: wide.test(segment) ? 2 : 1 }));

const fit = (
  cells: readonly Cell[],
  columns: number,
  join = (before: string, cell: string): string => before + cell,
): string => {
  let [text, used] = ['', 0];
  for (const cell of cells) {
    if (used + cell.width > columns) break;
    used += cell.width;
    text = join(text, cell.text);
  }
  return text;
};
