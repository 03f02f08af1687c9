import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import { allProfiles } from '../../api/profiles.ts';
import { useText } from '../../i18n/text.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { useBuilder } from '../use-builder.tsx';
import { useIdentity } from './use-identity.ts';

const NONE = '';

/** Whether the profile starts as a copy of another one, and of how much of it. */
export const CloneField = () => {
  const text = useText();
  const { clone: words } = text.builder;
  const { errorOf } = useBuilder();
  const [{ clone }, change] = useIdentity();
  const names = useProfileNames(clone?.from);
  const options = [{ value: NONE, label: words.none }, ...names.map((name) => ({ value: name, label: name }))];
  return (
    <div className="flex flex-col gap-4">
      <Field label={words.label} hint={words.hint} error={errorOf('identity.clone')?.say(text)}>
        {(control) => (
          <Select
            {...control}
            data-field="identity.clone"
            value={clone?.from ?? NONE}
            options={options}
            onChange={(from) =>
              change({ clone: from === NONE ? null : { mode: 'config', credentials: 'no-messaging', ...clone, from } })
            }
          />
        )}
      </Field>
      {clone && (
        <>
          <RadioCards
            legend={words.mode}
            value={clone.mode}
            onChange={(mode) => change({ clone: { ...clone, mode } })}
            options={[
              { value: 'config', title: words.config, description: words.configCopies },
              { value: 'all', title: words.all, description: words.allCopies },
            ]}
          />
          <Checkbox
            label={words.noMessaging}
            hint={words.noMessagingHint}
            checked={clone.credentials === 'no-messaging'}
            onChange={(isOff) => change({ clone: { ...clone, credentials: isOff ? 'no-messaging' : 'all' } })}
          />
        </>
      )}
    </div>
  );
};

/** Profiles there are; the chosen one stays in the list when it is gone, so that the field can say so. */
const useProfileNames = (chosen: string | undefined): readonly string[] => {
  const { data = [] } = useQuery(allProfiles(useApi()));
  const names = data.map(({ name }) => name);
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen];
};
