/** Indices of two entries that are the same, one of each list. */
export type IndexPair = readonly [before: number, after: number];

/**
 * Which entries of two lists are the same in both: a longest common subsequence, both indices ascending, each as early as
 * it can be. Lists too long for that are held together by what each of them has only once.
 */
export const pairEquals = (before: readonly string[], after: readonly string[]): readonly IndexPair[] =>
  moveUp(pairAnyhow(before, after), before, after);

const pairAnyhow = (before: readonly string[], after: readonly string[]): readonly IndexPair[] => {
  const shorter = Math.min(before.length, after.length);
  const head = countWhile(shorter, (index) => before[index] === after[index]);
  const tail = countWhile(shorter - head, (index) => before.at(-1 - index) === after.at(-1 - index));
  const [beforeEnd, afterEnd] = [before.length - tail, after.length - tail];
  return [
    ...Array.from({ length: head }, (_, index): IndexPair => [index, index]),
    ...shift(pairMiddle(before.slice(head, beforeEnd), after.slice(head, afterEnd)), [head, head]),
    ...Array.from({ length: tail }, (_, index): IndexPair => [beforeEnd + index, afterEnd + index]),
  ];
};

/** A list that goes on where the other ends may end alike: what is added then comes last, not before a common end. */
const moveUp = (pairs: readonly IndexPair[], before: readonly string[], after: readonly string[]) => {
  let [next, nextAfter] = [0, 0];
  return pairs.map(([index]): IndexPair => {
    const entry = before[index] ?? '';
    const pair = [before.indexOf(entry, next), after.indexOf(entry, nextAfter)] as const;
    [next, nextAfter] = [pair[0] + 1, pair[1] + 1];
    return pair;
  });
};

/** Stretch of two lists in which nothing is paired; its end, no longer part of it, is the next pair or the end of both. */
export type Gap = Readonly<{ start: IndexPair; end: IndexPair }>;

/** What lies before, between and after pairs; `lengths` are those of the lists. There is one more than there are pairs. */
export const gapsOf = (pairs: readonly IndexPair[], lengths: IndexPair): readonly Gap[] =>
  [...pairs, lengths].map((end, index) => {
    const [before, after] = pairs[index - 1] ?? [-1, -1];
    return { start: [before + 1, after + 1], end };
  });

/** Pairs of parts of two lists as pairs of the whole ones, given where the parts begin. */
export const shift = (pairs: readonly IndexPair[], [before, after]: IndexPair): readonly IndexPair[] =>
  pairs.map(([one, other]) => [one + before, other + after]);

const countWhile = (most: number, holds: (index: number) => boolean): number => {
  let count = 0;
  while (count < most && holds(count)) count += 1;
  return count;
};

/** Cells of the table that may be filled. */
const MAX_CELLS = 4_000_000;

const pairMiddle = (before: readonly string[], after: readonly string[]): readonly IndexPair[] =>
  before.length * after.length > MAX_CELLS ? pairByAnchors(before, after) : pairByTable(before, after);

const pairByTable = (before: readonly string[], after: readonly string[]): readonly IndexPair[] => {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: IndexPair[] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    const isPair = before[i] === after[j];
    if (isPair) pairs.push([i, j]);
    const skipsBefore = at(i + 1, j) >= at(i, j + 1);
    if (isPair || skipsBefore) i += 1;
    if (isPair || !skipsBefore) j += 1;
  }
  return pairs;
};

/** Entries that each list has once are paired, as many as keep their order; then what is between them, likewise. */
const pairByAnchors = (before: readonly string[], after: readonly string[]): readonly IndexPair[] => {
  const [places, afterPlaces] = [placesOf(before), placesOf(after)];
  const shared = [...places].flatMap(([entry, index]): IndexPair[] => {
    const other = afterPlaces.get(entry);
    return index === null || other === undefined || other === null ? [] : [[index, other]];
  });
  const anchors = longestAscending(shared);
  if (anchors.length === 0) return [];
  return gapsOf(anchors, [before.length, after.length]).flatMap(({ start, end }, index) => [
    ...shift(pairAnyhow(before.slice(start[0], end[0]), after.slice(start[1], end[1])), start),
    ...anchors.slice(index, index + 1),
  ]);
};

/** Where each entry is; null when it is there more than once. */
const placesOf = (entries: readonly string[]): ReadonlyMap<string, number | null> => {
  const places = new Map<string, number | null>();
  for (const [index, entry] of entries.entries()) places.set(entry, places.has(entry) ? null : index);
  return places;
};

type Link = Readonly<{ pair: IndexPair; previous: Link | null }>;

/** As many of the pairs, which come in the order of one list, as are in the order of the other, too. */
const longestAscending = (pairs: readonly IndexPair[]): readonly IndexPair[] => {
  // The chain of each length that ends earliest.
  const ends: Link[] = [];
  for (const pair of pairs) {
    const length = countEarlier(ends, pair[1]);
    ends[length] = { pair, previous: ends[length - 1] ?? null };
  }
  const found: IndexPair[] = [];
  for (let link = ends.at(-1) ?? null; link; link = link.previous) found.push(link.pair);
  return found.toReversed();
};

/** How many of the chains end before an index; their ends ascend. */
const countEarlier = (ends: readonly Link[], index: number): number => {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.pair[1] ?? index) < index) low = middle + 1;
    else high = middle;
  }
  return low;
};
