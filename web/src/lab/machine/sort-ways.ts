import type { Coverage } from '../../../../src/machines/flow/coverage.ts';

/** Orders of the transitions: often taken first, seldom taken first, or as the machine has them. */
export const orders = ['most', 'least', 'machine'] as const;
export type Order = (typeof orders)[number];

/** The transitions in an order; those that were taken equally often stay as the machine has them. */
export const sortWays = (ways: Coverage['ways'], order: Order): Coverage['ways'] => {
  if (order === 'machine') return ways;
  const sign = order === 'most' ? -1 : 1;
  return ways.toSorted((a, b) => sign * (a.taken - b.taken));
};
