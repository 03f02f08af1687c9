import type { FlowView } from '../../../src/machines/flow/view.ts';
import { isStoppedWithFlow } from './item-facts.ts';

/** How far a flow is, in items: what is done, what went wrong, what was stopped with the flow. The rest is not done. */
export type Progress = Readonly<{ total: number; done: number; problems: number; stopped: number }>;

export const toProgress = (view: FlowView): Progress => {
  const { items, outcome } = view;
  const stopped = items.filter((item) => isStoppedWithFlow(view, item));
  // Without a profile nothing was skipped because it was not wanted.
  const isDone = ({ state }: FlowView['items'][number]): boolean =>
    state === 'succeeded' || (state === 'skipped' && outcome !== 'rejected');
  return {
    total: items.length,
    done: items.filter(isDone).length,
    problems: items.filter((item) => item.problem !== undefined && !stopped.includes(item)).length,
    stopped: stopped.length,
  };
};
