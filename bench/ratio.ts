/** One figure of a bench: what was measured divided by what the same machine needs for the least there is to do. */
export type Ratio = Readonly<{
  name: string;
  value: number;
  goal: Readonly<{ atLeast?: number; atMost?: number }>;
  /** The two figures it was made of, with their units. */
  detail: string;
}>;

export const meetsGoal = ({ value, goal }: Ratio): boolean =>
  value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity);

/** One line for a terminal. */
export const formatRatio = (ratio: Ratio): string => {
  const { name, value, goal, detail } = ratio;
  const wanted = goal.atLeast === undefined ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
  return `${meetsGoal(ratio) ? 'ok  ' : 'MISS'} ${name}: ${value.toFixed(2)} (goal ${wanted}) - ${detail}`;
};

/** The middle one, by size; of an even count the upper of the two. Must not be empty. */
export const median = (values: readonly number[]): number => {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError('a median needs at least one value');
  return middle;
};
