import { X } from 'lucide-react';
import { useText } from '../i18n/text.tsx';

/** One of several chosen things, and the way to take it out again. */
export const Chip = ({ label, onRemove }: Readonly<{ label: string; onRemove: () => void }>) => {
  const { ui } = useText();
  return (
    <span className="inline-flex h-8 max-w-full items-center gap-1 rounded-full border border-info-line bg-info-soft pl-3 text-sm">
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={ui.remove(label)}
        title={ui.remove(label)}
        onClick={onRemove}
        className="grid size-8 shrink-0 place-items-center rounded-full text-text-secondary hover:text-text-primary"
      >
        <X aria-hidden size={14} />
      </button>
    </span>
  );
};
