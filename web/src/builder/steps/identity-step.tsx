import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { StepFrame } from '../step-frame.tsx';
import { useBuilder } from '../use-builder.tsx';

/** Who the profile is: its name, what it is for, its persona, and what it is copied from. */
export const IdentityStep = () => {
  const text = useText();
  const { draft, change, errorOf } = useBuilder();
  const { identity } = draft;
  const { title, lead, name, nameHint } = text.builder.identity;
  return (
    <StepFrame title={title} lead={lead}>
      <Field label={name} hint={nameHint} required error={errorOf('identity.name')?.say(text)}>
        {(control) => (
          <TextInput
            {...control}
            mono
            data-field="identity.name"
            value={identity.name}
            onChange={(typed) => change({ identity: { ...identity, name: typed } })}
          />
        )}
      </Field>
    </StepFrame>
  );
};
