import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../i18n/text.tsx';
import { IconButton } from './icon-button.tsx';

type Props = Readonly<{
  title: ReactNode;
  /** Asked for by Escape, the cross, or a click beside it. Mount it to open, unmount it to close. */
  onClose: () => void;
  /** Its buttons; the one that does it last. */
  footer?: ReactNode;
  /** For what is read rather than answered. */
  wide?: boolean;
  children?: ReactNode;
}>;

/** A modal dialog; the focus goes back to where it was. */
export const Dialog = ({ title, onClose, footer, wide = false, children }: Props) => {
  const { ui } = useText();
  const id = useId();
  const dialog = useModal();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape does the same
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A second Escape closes it whatever "cancel" says.
      onClose={() => !dialog.current?.open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={`m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-visible rounded-xl border border-border bg-background text-foreground shadow-2xl ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <h2 id={id} className="py-4 pr-14 pl-5 text-lg leading-snug font-semibold">
          {title}
        </h2>
        <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t border-border px-5 py-3">{footer}</div>}
        {/* Last, so that the focus begins in what the dialog is about. */}
        <div className="absolute top-3 right-3">
          <IconButton size="sm" label={ui.close} onClick={onClose} icon={<X aria-hidden size={18} />} />
        </div>
      </div>
    </dialog>
  );
};

/** Opens a dialog as long as it is mounted. */
export const useModal = () => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Before it leaves the document: only a closing dialog gives the focus back.
    return () => element?.close();
  }, []);
  return dialog;
};
