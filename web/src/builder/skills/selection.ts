/** How much of a group is kept. */
export type Tick = 'all' | 'some' | 'none';

/** How many of these are kept, and whether that is all or none of them. */
export const tickOf = (
  names: readonly string[],
  kept: ReadonlySet<string>,
): Readonly<{ tick: Tick; count: number }> => {
  const count = names.filter((name) => kept.has(name)).length;
  return { count, tick: count === 0 ? 'none' : count === names.length ? 'all' : 'some' };
};

/** The kept ones with some more, or without some; each once, in order. */
export const withKept = (kept: readonly string[], names: readonly string[], isKept: boolean): readonly string[] =>
  isKept ? [...new Set([...kept, ...names])].toSorted() : kept.filter((name) => !names.includes(name));
