/** A match of a search: in which line, from which character up to which. */
export type Match = Readonly<{ line: number; start: number; end: number }>;

/** More are not told apart by anyone, and would only slow the search. */
const MOST = 10_000;

/** Where a text is in the lines, in order; upper and lower case are the same. Empty finds nothing. */
export const findMatches = (lines: readonly string[], wanted: string): readonly Match[] => {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replaceAll(special, String.raw`\$&`), 'giu');
  const matches: Match[] = [];
  for (const [line, text] of lines.entries()) {
    for (const { index, 0: found } of text.matchAll(pattern)) {
      matches.push({ line, start: index, end: index + found.length });
      if (matches.length === MOST) return matches;
    }
  }
  return matches;
};

const special = /[$()*+./?[\\\]^{|}]/g;

/** A piece of a line; `match` is the match it is, null for what is between. */
export type Piece = Readonly<{ text: string; match: Match | null }>;

/** The line cut where its matches begin and end. */
export const toPieces = (text: string, matches: readonly Match[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of matches) {
    if (match.start > at) pieces.push({ text: text.slice(at, match.start), match: null });
    pieces.push({ text: text.slice(match.start, match.end), match });
    at = match.end;
  }
  return at < text.length || pieces.length === 0 ? [...pieces, { text: text.slice(at), match: null }] : pieces;
};
