import { Search, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useText } from '../i18n/text.tsx';
import { inputClass } from './input-class.ts';

type Props = Readonly<{
  /** Its name; also shown while it is empty. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** At its end, such as the number of matches. */
  note?: ReactNode;
}>;

/** Narrows what is shown below it; Escape empties it. */
export const SearchInput = ({ label, value, onChange, note }: Props) => {
  const { ui } = useText();
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div className="relative flex items-center">
      <Search aria-hidden size={16} className="pointer-events-none absolute left-3 text-text-tertiary" />
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          clear();
        }}
        className={`${inputClass} h-10 pr-24 pl-9`}
      />
      <div className="absolute right-1 flex items-center gap-1 text-sm text-text-tertiary">
        {note && <span className="px-2 tabular-nums">{note}</span>}
        {value !== '' && (
          <button
            type="button"
            aria-label={ui.clear}
            title={ui.clear}
            onClick={clear}
            className="grid size-8 place-items-center rounded-md hover:text-text-primary"
          >
            <X aria-hidden size={16} />
          </button>
        )}
      </div>
    </div>
  );
};
