import { useId, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { TextInput } from '../ui/text-input.tsx';

type Props = Readonly<{
  title: string;
  label: string;
  hint: string;
  submit: string;
  initial: string;
  mono?: boolean;
  busy: boolean;
  /** Why what was sent was not taken. */
  error: Error | null;
  onSubmit: (text: string) => void;
  onClose: () => void;
}>;

/** Asks for one line of text about a profile. */
export const TextDialog = ({ title, label, hint, submit, initial, mono = false, ...rest }: Props) => {
  const { ui } = useText();
  const { busy, error, onSubmit, onClose } = rest;
  const form = useId();
  const [text, setText] = useState(initial);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit(text);
        }}
      >
        <Field label={label} hint={hint} error={error?.message}>
          {(control) => <TextInput {...control} mono={mono} value={text} onChange={setText} />}
        </Field>
      </form>
    </Dialog>
  );
};
