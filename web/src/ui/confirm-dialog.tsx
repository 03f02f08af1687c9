import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

type Props = Readonly<{
  title: ReactNode;
  /** What will happen, and what will be kept. */
  children: ReactNode;
  /** The verb of it, not "OK". */
  confirm: string;
  destructive?: boolean;
  busy?: boolean;
  /** To be typed before it can be confirmed, for what cannot be undone. */
  phrase?: string;
  onConfirm: () => void;
  onClose: () => void;
}>;

/** Asks before something that is not easily undone. */
export const ConfirmDialog = ({ title, children, confirm, phrase, onConfirm, onClose, ...look }: Props) => {
  const { ui } = useText();
  const [typed, setTyped] = useState('');
  const isConfirmed = phrase === undefined || typed.trim() === phrase;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button
            variant={look.destructive ? 'destructive' : 'primary'}
            busy={look.busy ?? false}
            disabled={!isConfirmed}
            onClick={onConfirm}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="text-text-secondary">{children}</div>
        {phrase !== undefined && (
          <Field label={ui.typeToConfirm(phrase)}>
            {(control) => <TextInput {...control} mono value={typed} onChange={setTyped} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
};
