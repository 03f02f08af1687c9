import { Check } from 'lucide-react';
import { Link } from 'wouter';
import { parseProfileName } from '../../../../src/machines/flow/profile-name.ts';
import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useBuilder } from '../use-builder.tsx';
import type { FieldError } from '../validity/field-error.ts';
import { useIdentity } from './use-identity.ts';

/** The name, judged while it is typed: by Hermes' rule, and by what there is already. */
export const NameField = () => {
  const { builder } = useText();
  const { errorOf } = useBuilder();
  const [{ name }, change] = useIdentity();
  const error = errorOf('identity.name');
  return (
    <Field
      label={builder.identity.name}
      hint={error ? undefined : <NameHint typed={name} />}
      error={error && <NameError error={error} />}
      required
    >
      {(control) => (
        <TextInput
          {...control}
          mono
          data-field="identity.name"
          value={name}
          onChange={(typed) => change({ name: typed })}
        />
      )}
    </Field>
  );
};

const NameHint = ({ typed }: Readonly<{ typed: string }>) => {
  const { identity } = useText().builder;
  const { known } = useBuilder();
  const parsed = parseProfileName(typed);
  if (!parsed.ok || known.profiles === null) return identity.nameHint;
  return (
    <span className="flex items-start gap-1.5">
      <Check aria-hidden size={16} className="mt-0.5 shrink-0 text-success" />
      <span className="min-w-0">
        {parsed.name === typed ? identity.nameFree : identity.nameNormalised(parsed.name)}
      </span>
    </span>
  );
};

const NameError = ({ error }: Readonly<{ error: FieldError }>) => {
  const text = useText();
  return (
    <>
      {error.say(text)}{' '}
      {error.flow !== undefined && (
        <Link to={`/flows/${error.flow}`} className="underline">
          {text.builder.identity.openFlow}
        </Link>
      )}
    </>
  );
};
