import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { hasProfile, isImported, isUndone } from './item-facts.ts';
import { toNameInText } from './names.ts';

/** What came of a flow: sentences of what there is and what there is not, and the command that starts the profile. */
export type EndCard = Readonly<{ sentences: readonly string[]; command: string | null }>;

export const toEndCard = (view: FlowView, text: FlowText): EndCard => ({
  sentences: toSentences(view, text),
  command: hasProfile(view) && !isImported(view) ? toStartCommand(view) : null,
});

/** The profile's own command when it was written and the shell finds it, else Hermes with its name. */
export const toStartCommand = ({ profile, items, notices }: FlowView): string => {
  const isWritten = items.some(({ id, state }) => id === 'alias' && state === 'succeeded');
  const isFound = !notices.some(({ code }) => code === 'alias/off-path');
  return isWritten && isFound ? profile : `hermes -p ${profile}`;
};

const toSentences = (view: FlowView, text: FlowText): readonly string[] => {
  const { end } = text;
  if (isImported(view)) return [view.outcome === null ? end.unfinished : end.elsewhere];
  if (view.outcome === null) return [view.stopping ? end.stopping : end.running];
  if (view.outcome === 'discarded') return [end.discarded(view.profile)];
  if (!hasProfile(view)) return [end.nothing(view.profile)];
  const there = toList(view.items.filter(isPartThatIsThere), text, 1);
  const missing = toList(view.items.filter(isUndone), text);
  if (view.outcome === 'cancelled')
    return [end.kept(view.profile, there), ...(missing === '' ? [] : [end.stopped(missing)])];
  return [end.have(view.profile, there), ...(missing === '' ? [] : [end.missing(missing)])];
};

const isPartThatIsThere = ({ id, state }: ItemView): boolean => state === 'succeeded' && id !== 'identity';

const NAMED = 3;

/** The items as a list within a sentence; of a kind with more than `named` only how many there are. */
export const toList = (items: readonly ItemView[], text: FlowText, named = NAMED): string => {
  const steps = items.filter(({ kind }) => kind === 'step').map((item) => toNameInText(item, text));
  const others = (['mcp', 'skill', 'install'] as const).flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind);
    return own.length > named ? [text.names.several[kind](own.length)] : own.map((item) => toNameInText(item, text));
  });
  return text.list([...steps, ...others]);
};
