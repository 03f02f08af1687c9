import type { Outcome } from '../../../src/machines/flow/events.ts';

/** Which flows are shown: all, those under way (`none`), or those of one outcome. */
export type OutcomeFilter = 'all' | 'none' | Outcome;

export const outcomeFilters: readonly OutcomeFilter[] = [
  'all',
  'none',
  'complete',
  'with-problems',
  'rejected',
  'cancelled',
  'discarded',
];

/** As it stands in the address; all flows where it is something else. */
export const toOutcomeFilter = (text: string | null): OutcomeFilter =>
  outcomeFilters.find((filter) => filter === text) ?? 'all';
