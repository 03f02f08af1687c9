import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Running } from './use-run.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Pick<Running, 'needed' | 'values' | 'setValue' | 'isChecked'>;

/** The secrets a new flow needs again, by where the plan has them. */
export const RunSecrets = ({ needed, values, setValue, isChecked }: Props) => {
  const { run } = useForkText();
  if (needed.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">{run.secrets}</legend>
      <p className="text-sm text-text-tertiary">{run.secretsGone}</p>
      {needed.map((reference) => (
        <Field
          key={reference}
          label={<span className="font-mono text-xs break-all">{reference}</span>}
          error={isChecked && !values[reference] && run.needed}
          required
        >
          {(control) => (
            <TextInput
              {...control}
              mono
              type="password"
              autoComplete="new-password"
              value={values[reference] ?? ''}
              onChange={(value) => setValue(reference, value)}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
};
