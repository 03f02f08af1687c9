import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useText } from '../i18n/text.tsx';

/** What a field tells its control: `<Field label="Name">{(control) => <TextInput {...control} … />}</Field>`. */
export type Control = Readonly<{
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
}>;

type Props = Readonly<{
  label: ReactNode;
  hint?: ReactNode;
  /** Why the value cannot be taken; read out when it appears. */
  error?: ReactNode;
  required?: boolean;
  children: (control: Control) => ReactNode;
}>;

/** A control with its label, its hint, and what is wrong with it. */
export const Field = ({ label, hint, error, required = false, children }: Props) => {
  const { ui } = useText();
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {required && <span className="ml-2 font-normal text-text-tertiary">{ui.required}</span>}
      </label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true }),
        ...(required && { 'aria-required': true }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-text-tertiary">
          {hint}
        </p>
      )}
      <div id={`${id}-error`} role="alert" className="text-sm text-destructive empty:hidden">
        {error && (
          <p className="flex gap-1.5">
            <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
            <span className="min-w-0">{error}</span>
          </p>
        )}
      </div>
    </div>
  );
};
