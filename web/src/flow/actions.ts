import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import { hasProfile, isImported, isSettled, isUndone } from './item-facts.ts';

export type ItemAction = 'retry' | 'edit' | 'open-page' | 'create-again' | 'cancel';
export type FlowAction = 'cancel' | 'retry-all' | 'create-again' | 'create-another' | 'replay' | 'discard';

/** What can be pressed about an item, the advised first. Tests hold it against what the machine takes. */
export const toItemActions = (view: FlowView, item: ItemView): readonly ItemAction[] => {
  if (canCancelItem(view, item)) return ['cancel'];
  const { problem } = item;
  if (problem === undefined || problem.nextAction === 'none' || isImported(view)) return [];
  if (problem.nextAction === 'create-again') return ['create-again'];
  const page: ItemAction[] = problem.href === undefined ? [] : ['open-page'];
  if (!canRetry(view, item)) return page;
  if (!isEditable(item)) return [...page, 'retry'];
  return [...page, ...(problem.nextAction === 'edit-and-retry' ? edit : retry)];
};

/** What can be pressed about the whole flow, the advised first. */
export const toFlowActions = (view: FlowView): readonly FlowAction[] => {
  if (isImported(view)) return ['replay', 'create-again'];
  if (view.outcome === null) return canCancel(view) ? ['cancel'] : [];
  const again: FlowAction[] = toRetriable(view).length > 0 ? ['retry-all'] : [];
  const discard: FlowAction[] = canDiscard(view) ? ['discard'] : [];
  const next: FlowAction[] =
    view.outcome === 'complete' ? ['create-another', 'create-again'] : ['create-again', 'create-another'];
  return [...again, ...next, 'replay', ...discard];
};

/** Items that a retry of all would try again. */
export const toRetriable = (view: FlowView): readonly ItemView[] => view.items.filter((item) => canRetry(view, item));

/** The machine takes a retry of this item now. */
export const canRetry = (view: FlowView, item: ItemView): boolean =>
  (view.state === 'installing' || view.state === 'done') && !view.stopping && !isImported(view) && isUndone(item);

/** The machine takes a cancel of this install now. */
export const canCancelItem = (view: FlowView, item: ItemView): boolean =>
  canCancel(view) && item.kind === 'install' && item.stopping !== true && !isSettled(item);

/** The machine takes a cancel of the flow now. */
export const canCancel = (view: FlowView): boolean =>
  view.outcome === null && !view.stopping && !isImported(view) && view.items.some((item) => !isSettled(item));

/** The machine takes a discard now, and there is something to discard. */
export const canDiscard = (view: FlowView): boolean =>
  (view.state === 'done' || view.state === 'cancelled') && !isImported(view) && hasProfile(view);

/** It has an entry in the plan that a retry may replace. */
export const isEditable = ({ id, kind }: ItemView): boolean =>
  kind !== 'step' || id === 'model' || id === 'env' || id === 'skills';

const retry: readonly ItemAction[] = ['retry', 'edit'];
const edit: readonly ItemAction[] = ['edit', 'retry'];
