import type { FlowView } from '../../../src/machines/flow/view.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { hasProfile, isImported, isSettled } from './item-facts.ts';

/** How the flow stands, in one sentence. */
export const toHeadline = (view: FlowView, { headlines }: FlowText): string => {
  const { outcome, profile, problems } = view;
  if (outcome === null && isImported(view)) return headlines.unfinished(profile);
  if (outcome === null && view.stopping) return headlines.stopping(profile);
  if (outcome === null) return isSecondTry(view) ? headlines.again(profile) : headlines.creating(profile);
  if (outcome === 'with-problems') return headlines.problems(profile, problems.length);
  if (outcome === 'rejected') return headlines.rejected(toReason(problems[0]?.message ?? ''));
  if (outcome === 'cancelled')
    return hasProfile(view) ? headlines.cancelled(profile) : headlines.cancelledEmpty(profile);
  return headlines[outcome](profile);
};

/** The same for the title of the tab: what matters first, and a mark that is seen where there is room for nothing else. */
export const toTabTitle = (view: FlowView, text: FlowText): string =>
  `${text.marks[view.outcome ?? 'running']} ${toHeadline(view, text)}`;

/** Only what failed before is being done. */
const isSecondTry = ({ items }: FlowView): boolean => {
  const open = items.filter((item) => !isSettled(item));
  return open.length > 0 && open.every(({ attempt }) => attempt > 1);
};

/** More would fill the window in the size of a heading. */
const LONG = 80;

/** The first sentence of a message; of a long one what follows the paths in it. The item says all of it. */
const toReason = (message: string): string => {
  const sentence = /^.*?\.(?=\s|$)/su.exec(message)?.[0] ?? message;
  return sentence.length > LONG ? sentence.slice(sentence.lastIndexOf(': ') + 1).trimStart() : sentence;
};
