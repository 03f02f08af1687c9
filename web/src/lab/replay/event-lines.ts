import type { Replay } from '../../../../src/machines/flow/replay.ts';

/** An event as a line: when, what, and about what. */
export type EventLine = Readonly<{
  version: number;
  /** Milliseconds since the flow began. */
  at: number;
  type: string;
  /** Its item and what else tells it from others of its type. */
  about: string;
}>;

export const linesOf = (replay: Replay, times: readonly number[]): readonly EventLine[] =>
  times.map((at, index) => {
    const event = replay.events[index];
    return { version: index + 1, at, type: event?.type ?? '', about: aboutOf(event?.data ?? {}) };
  });

/** The words of a search. */
export const toWords = (q: string): readonly string[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether every word of the search is part of the line. */
export const matches = ({ type, about, version }: EventLine, q: string): boolean => {
  const text = `${version} ${type} ${about}`.toLowerCase();
  return toWords(q).every((word) => text.includes(word));
};

/** A piece of a text, and whether a search found it. */
export type Piece = Readonly<{ text: string; isFound: boolean }>;

/** A text cut where the words found in it begin and end. */
export const toPieces = (text: string, words: readonly string[]): readonly Piece[] => {
  const found = toFound(text.toLowerCase(), words);
  const pieces: { text: string; isFound: boolean }[] = [];
  for (const [index, isFound] of found.entries()) {
    const last = pieces.at(-1);
    if (last?.isFound === isFound) last.text += text[index];
    else pieces.push({ text: text[index] ?? '', isFound });
  }
  return pieces;
};

/** For each character, whether it is part of a word that was found. */
const toFound = (text: string, words: readonly string[]): readonly boolean[] => {
  const found = Array.from({ length: text.length }, () => false);
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.fill(true, at, at + word.length);
  return found;
};

const aboutOf = (data: object): string => {
  const known = new Map<string, unknown>(Object.entries(data));
  const problem = known.get('problem');
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : undefined;
  return [known.get('item') ?? known.get('profile'), code, known.get('outcome')]
    .filter((word) => typeof word === 'string')
    .join(' · ');
};
