import { Check, KeyRound, Layers, type LucideIcon } from 'lucide-react';
import type { BuilderModelText } from '../../i18n/en/builder-model.ts';
import { type Access, isOpen } from './provider-access.ts';
import { useModelText } from './use-model-text.ts';

/** In a few words: whether a provider can be used at once, or what it needs. */
export const AccessNote = ({ access }: Readonly<{ access: Access }>) => {
  const text = useModelText();
  const [Icon, tone] = lookOf(access);
  return (
    <span className={`flex min-w-0 items-center gap-1.5 text-xs ${tone}`}>
      <Icon aria-hidden size={14} className="shrink-0" />
      <span className="truncate">{noteOf(access, text.access)}</span>
    </span>
  );
};

const lookOf = (access: Access): readonly [LucideIcon, string] => {
  if (access.kind === 'virtual') return [Layers, 'text-text-tertiary'];
  return isOpen(access) ? [Check, 'text-success'] : [KeyRound, 'text-warning'];
};

const noteOf = (access: Access, text: BuilderModelText['access']): string => {
  switch (access.kind) {
    case 'entered':
    case 'needs-key':
      return text[access.kind](access.key);
    case 'copied':
      return text.copied(access.from);
    default:
      return text[access.kind];
  }
};
