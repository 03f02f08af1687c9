import type { FlowContext } from './context.ts';
import { editPlan } from './edit.ts';
import type { FlowEvent } from './events.ts';
import { isAbout, isSettled, type Item, nextItemState, toItemEvent } from './item.ts';
import { findItem, outcomeOf } from './reactions.ts';
import { isInStage, type Stage } from './stage.ts';

/** The event is an answer that is owed to its item, and the item's own chart takes it. */
export const itemTakes = (context: FlowContext, event: FlowEvent): boolean => {
  const item = findItem(context, event);
  const itemEvent = toItemEvent(event.type);
  if (!item?.inFlight || itemEvent === null || !isAbout(event.type, item)) return false;
  return nextItemState(item.state, itemEvent) !== null;
};

/** A skill that failed while the skills are being applied, and is no item yet. */
export const isNewSkill = (context: FlowContext, event: FlowEvent): boolean => {
  if (event.type !== 'skill.failed' || !context.items.skills?.inFlight) return false;
  const { item, name, attempt } = event.data;
  return item === `skill:${name}` && attempt === 1 && context.items[item] === undefined;
};

/** The next attempt of an item that failed, timed out or was cancelled, with an edit that fits it. */
export const canRetry = (context: FlowContext, event: FlowEvent): boolean => {
  if (event.type !== 'item.retried' || context.cancelling) return false;
  const item = context.items[event.data.item];
  if (item?.attempt !== event.data.attempt - 1 || nextItemState(item.state, 'retried') === null) return false;
  return event.data.edit === undefined || editPlan(context.plan, item, event.data.edit) !== null;
};

/** The whole flow, or one install that has not ended; neither twice. */
export const canCancel = (context: FlowContext, event: FlowEvent): boolean => {
  if (event.type !== 'flow.cancel-requested' || context.cancelling || context.closing) return false;
  if (event.data.item === undefined) return true;
  const item = context.items[event.data.item];
  return item?.kind === 'install' && !item.stopping && !isSettled(item);
};

export const isStageSettled = (context: FlowContext, stage: Stage): boolean =>
  !context.cancelling && itemsOf(context).every((item) => !isInStage(item, stage) || isSettled(item));

export const areInstallsAsked = (context: FlowContext): boolean =>
  !context.cancelling && itemsOf(context).every((item) => item.kind !== 'install' || item.state !== 'pending');

export const owesCompletion = (context: FlowContext): boolean =>
  !context.cancelling && !context.closing && itemsOf(context).every(isSettled);

/** Cancelled, and nothing is under way any more. */
export const owesCancellation = (context: FlowContext): boolean =>
  context.cancelling && !context.closing && !itemsOf(context).some((item) => item.inFlight);

/** The closing record that is owed, with the outcome the items have. */
export const isCompleting = (context: FlowContext, event: FlowEvent): boolean =>
  context.closing === 'completeFlow' && event.type === 'flow.completed' && event.data.outcome === outcomeOf(context);

const itemsOf = ({ items }: FlowContext): readonly Item[] => Object.values(items);
