import type { FlowSummary } from '../../../src/machines/flow/view.ts';

/** The newest flow that made a profile of this name here; undefined when it came from elsewhere. Newest first. */
export const findMaker = (flows: readonly FlowSummary[]): FlowSummary | undefined =>
  flows.find(
    ({ items, outcome, imported }) =>
      imported === undefined &&
      outcome !== 'discarded' &&
      items.some(({ id, state }) => id === 'identity' && state === 'succeeded'),
  );
