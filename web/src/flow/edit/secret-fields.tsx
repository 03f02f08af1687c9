import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useFlowText } from '../use-flow-text.ts';
import type { Errors } from './edit-errors.ts';
import { newRow, type SecretEdit, type SecretRow } from './secret-rows.ts';

type RowsProps = Readonly<{
  legend: string;
  /** The words on the button for one more. */
  add: string;
  list: 'env' | 'headers';
  rows: readonly SecretRow[];
  errors: Errors;
  onChange: (rows: readonly SecretRow[]) => void;
}>;

/** Secrets with names: variables or headers. */
export const SecretRows = ({ legend, add, list, rows, errors, onChange }: RowsProps) => {
  const { edit } = useFlowText();
  const replace = (row: SecretRow) => onChange(rows.map((old) => (old.key === row.key ? row : old)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      {rows.map((row) => (
        <div key={row.key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
          <Field label={edit.variable} error={errors[`${list}.${row.key}.name`]}>
            {(control) => (
              <TextInput {...control} mono value={row.name} onChange={(name) => replace({ ...row, name })} />
            )}
          </Field>
          <SecretValue
            label={edit.valueOf(row.name)}
            secret={row}
            error={errors[`${list}.${row.key}.value`]}
            onChange={replace}
          />
          <IconButton
            label={edit.remove(row.name)}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            icon={<Trash2 aria-hidden size={16} />}
            className="mt-6.5"
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus aria-hidden size={14} />} onClick={() => onChange([...rows, newRow(rows)])}>
          {add}
        </Button>
      </div>
    </fieldset>
  );
};

type ValueProps<Secret extends SecretEdit> = Readonly<{
  label: string;
  secret: Secret;
  error: string | undefined;
  onChange: (secret: Secret) => void;
}>;

/** A secret: kept as it is until another is to be entered. */
export const SecretValue = <Secret extends SecretEdit>({ label, secret, error, onChange }: ValueProps<Secret>) => {
  const { edit } = useFlowText();
  if (secret.isKept)
    return (
      <div className="flex min-w-0 flex-col gap-1.5">
        <span className="truncate text-sm font-medium">{label}</span>
        <div className="flex h-10 items-center justify-between gap-2 text-sm text-text-secondary">
          <span className="min-w-0 truncate">{edit.kept}</span>
          <Button size="sm" onClick={() => onChange({ ...secret, isKept: false })}>
            {edit.replace}
          </Button>
        </div>
      </div>
    );
  return (
    <Field label={label} error={error}>
      {(control) => (
        <TextInput
          {...control}
          type="password"
          autoComplete="new-password"
          mono
          value={secret.value}
          onChange={(value) => onChange({ ...secret, value })}
        />
      )}
    </Field>
  );
};
