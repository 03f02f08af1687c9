import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { toHeadline } from './headline.ts';
import { toName } from './names.ts';

/** What to read out when a flow has come from one version to a later one: each milestone as one sentence, in order. */
export const toAnnouncements = (before: FlowView, after: FlowView, text: FlowText): readonly string[] => {
  const known = new Map(before.items.map((item) => [item.id, item]));
  const items = after.items.flatMap((item) => {
    const earlier = known.get(item.id);
    return earlier?.state === item.state && earlier.attempt === item.attempt ? [] : toMilestone(item, text);
  });
  const isMoved = before.outcome !== after.outcome || before.stopping !== after.stopping;
  return isMoved ? [...items, `${toHeadline(after, text)}.`.replace(/\.\.$/, '.')] : items;
};

const toMilestone = (item: ItemView, text: FlowText): readonly string[] => {
  const { announce } = text;
  const name = toName(item, text);
  switch (item.state) {
    case 'pending':
    case 'queued':
    case 'skipped':
      return [];
    case 'running':
      if (item.attempt > 1) return [announce.again(name, item.attempt)];
      return item.kind === 'install' ? [announce.started(name)] : [];
    case 'succeeded':
      return [announce.done(name)];
    case 'failed':
      return [announce.failed(name, item.problem?.message ?? '')];
    case 'timed-out':
      return [announce.timedOut(name)];
    case 'cancelled':
      return [announce.cancelled(name)];
  }
};
