import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 6000;

type Toast = Readonly<{ id: number; message: ReactNode }>;
type ShowToast = (message: ReactNode) => void;

const ToastContext = createContext<ShowToast>(() => {});

/** Shows a passing message that outlives the page it comes from. Never the only place where a result is told. */
export const useToast = (): ShowToast => use(ToastContext);

/** The place of toasts: one for the whole window. */
export const ToastProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>((message) => {
    setToasts((all) => [...all, { id: (all.at(-1)?.id ?? 0) + 1, message }]);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <output
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 in-[:root:has([data-bottom-bar])]:bottom-24 z-50 flex flex-col items-end gap-2"
      >
        {toasts.map(({ id, message }) => (
          <ToastCard key={id} onRemove={() => remove(id)}>
            {message}
          </ToastCard>
        ))}
      </output>
    </ToastContext>
  );
};

const ToastCard = ({ onRemove, children }: Readonly<{ onRemove: () => void; children: ReactNode }>) => {
  const { ui } = useText();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onRemove, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onRemove]);
  return (
    <span
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex max-w-md items-center gap-2 rounded-lg border border-border bg-accent py-1.5 pr-1.5 pl-4 text-sm shadow-lg"
    >
      <span className="min-w-0">{children}</span>
      <IconButton size="sm" label={ui.dismiss} onClick={onRemove} icon={<X aria-hidden size={16} />} />
    </span>
  );
};
