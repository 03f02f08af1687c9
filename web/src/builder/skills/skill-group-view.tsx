import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';

type Props = Readonly<{
  title: string;
  note: ReactNode;
  /** Before the title. */
  control?: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  /** `<li>`s. */
  children: ReactNode;
}>;

/** Skills of one category, shown or folded away. */
export const SkillGroupView = ({ title, note, control, isOpen, onToggle, children }: Props) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b border-border last:border-b-0">
      <div className="flex min-h-11 items-center gap-3 bg-secondary pl-4">
        {control}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2 pr-4 text-left text-sm -outline-offset-2"
        >
          <span id={id} className="min-w-0 font-medium wrap-anywhere">
            {title}
          </span>
          <span className="ml-auto shrink-0 text-xs text-text-tertiary tabular-nums">{note}</span>
          <ChevronRight
            aria-hidden
            size={16}
            className={`shrink-0 text-text-tertiary transition-transform ${isOpen ? 'rotate-90' : ''}`}
          />
        </button>
      </div>
      {isOpen && <ul className="divide-y divide-border">{children}</ul>}
    </section>
  );
};
