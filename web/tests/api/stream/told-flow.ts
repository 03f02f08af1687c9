import fc from 'fast-check';
import { toTransition, type TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import {
  type FlowSummary,
  type FlowView,
  linksOf,
  toFlowSummary,
  toFlowView,
} from '../../../../src/machines/flow/view.ts';
import { arbitraryWalk, type Walk } from '../../../../tests/machines/flow/arbitrary-flow.ts';

/** A flow as a server tells it: frame and views of each version, from the first. */
export type ToldFlow = Readonly<{
  frames: readonly TransitionFrame[];
  views: readonly FlowView[];
  summaries: readonly FlowSummary[];
}>;

export const toToldFlow = (walk: Walk, id: string): ToldFlow => {
  const named = <T extends FlowSummary>(view: T): T => ({ ...view, id, links: linksOf(id) });
  return {
    frames: walk.map(({ before, event, after }) => ({
      ...toTransition({ before, after, event, position: event.version }),
      flow: id,
    })),
    views: walk.map(({ after }) => named(toFlowView(after))),
    summaries: walk.map(({ after }) => named(toFlowSummary(after))),
  };
};

/** One that goes on for a while; the same in every run. */
export const longFlow = (id: string): ToldFlow => {
  const walks = fc.sample(arbitraryWalk, { numRuns: 30, seed: 7 });
  const [longest] = walks.toSorted((a, b) => b.length - a.length);
  if (!longest) throw new Error('There is no walk.');
  return toToldFlow(longest, id);
};

export const at = <T>(list: readonly T[], index: number): T => {
  const found = list.at(index);
  if (found === undefined) throw new Error(`There is nothing at ${index}.`);
  return found;
};
