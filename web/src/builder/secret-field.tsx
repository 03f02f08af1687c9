import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { forgottenOf } from './secrets.ts';
import { useBuilder } from './use-builder.tsx';

type Props = Readonly<{
  /** Where the value goes, by `slotOf`. Also its `data-field`. */
  slot: string;
  label: ReactNode;
  hint?: ReactNode;
  required?: boolean;
  /** Told besides of every value typed. */
  onChange?: (value: string) => void;
}>;

/** A value that is masked, and kept in memory only; says so when it has to be entered again. */
export const SecretField = ({ slot, label, hint, required = false, onChange }: Props) => {
  const text = useText();
  const { builder: words } = text;
  const { draft, secrets, given, setSecret, errorOf } = useBuilder();
  const [isShown, setShown] = useState(false);
  const isForgotten = forgottenOf(given, secrets, draft).includes(slot);
  return (
    <Field
      label={label}
      hint={isForgotten ? <span className="text-warning">{words.secretAgain}</span> : hint}
      error={errorOf(slot)?.say(text)}
      required={required}
    >
      {(control) => (
        <div className="flex gap-2">
          <TextInput
            {...control}
            mono
            data-field={slot}
            type={isShown ? 'text' : 'password'}
            autoComplete="new-password"
            value={secrets[slot] ?? ''}
            onChange={(value) => {
              setSecret(slot, value);
              onChange?.(value);
            }}
          />
          <IconButton
            variant="secondary"
            label={isShown ? words.secretHide : words.secretShow}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            icon={isShown ? <EyeOff aria-hidden size={16} /> : <Eye aria-hidden size={16} />}
          />
        </div>
      )}
    </Field>
  );
};
