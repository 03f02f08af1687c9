import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { CloneField } from '../identity/clone-field.tsx';
import { NameField } from '../identity/name-field.tsx';
import { PersonaField } from '../identity/persona-field.tsx';
import { PresetPicker } from '../identity/preset-picker.tsx';
import { useIdentity } from '../identity/use-identity.ts';
import { StepFrame } from '../step-frame.tsx';

/** Who the profile is: its name, what it is for, its persona, and what it is copied from. */
export const IdentityStep = () => {
  const { identity: text } = useText().builder;
  const [identity, change] = useIdentity();
  return (
    <StepFrame title={text.title} lead={text.lead}>
      <NameField />
      <Field label={text.description} hint={text.descriptionHint}>
        {(control) => (
          <TextInput
            {...control}
            data-field="identity.description"
            value={identity.description}
            onChange={(description) => change({ description })}
          />
        )}
      </Field>
      <PresetPicker />
      <PersonaField />
      <CloneField />
      <div data-field="identity.alias">
        <Switch
          label={text.alias}
          hint={text.aliasHint(identity.name.trim().toLowerCase())}
          checked={identity.alias}
          onChange={(alias) => change({ alias })}
        />
      </div>
      <details open={identity.user !== '' || undefined}>
        <summary className="min-h-8 py-1 text-sm font-medium">{text.more}</summary>
        <div className="pt-3">
          <Field label={text.user} hint={text.userHint}>
            {(control) => (
              <TextArea
                {...control}
                mono
                data-field="identity.user"
                value={identity.user}
                onChange={(user) => change({ user })}
              />
            )}
          </Field>
        </div>
      </details>
    </StepFrame>
  );
};
