import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { BuilderModelText } from '../../i18n/en/builder-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FieldAlert } from '../field-alert.tsx';
import { SecretField } from '../secret-field.tsx';
import { slotOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';
import { openingOf } from './opening.ts';
import { useModelOptions } from './use-model.ts';
import { useModelText } from './use-model-text.ts';

/** Variables of the profile's `.env`, besides the key the chosen model asks for. */
export const EnvFields = () => {
  const { env: text } = useModelText();
  const { draft, secrets, setSecret, change } = useBuilder();
  const { data } = useModelOptions();
  const asked = openingOf(data, draft, secrets)?.key;
  const names = draft.env.filter((name) => name !== asked);
  const remove = (name: string) => {
    setSecret(slotOf.env(name), '');
    change({ env: draft.env.filter((one) => one !== name) });
  };
  return (
    <details open={names.length > 0 || undefined} data-field="env" className="min-w-0">
      <summary className="min-h-8 py-1 text-sm font-medium">{text.title}</summary>
      <div className="flex flex-col gap-4 pt-3">
        <p className="max-w-prose text-sm text-text-secondary">{text.hint}</p>
        <FieldAlert field="env" />
        {names.map((name) => (
          <div key={name} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
            <SecretField slot={slotOf.env(name)} label={<span className="font-mono break-all">{name}</span>} />
            <IconButton
              className="mt-6.5"
              label={text.remove(name)}
              onClick={() => remove(name)}
              icon={<Trash2 aria-hidden size={16} />}
            />
          </div>
        ))}
        <AddVariable onAdd={(name) => change({ env: [...draft.env, name] })} />
      </div>
    </details>
  );
};

const AddVariable = ({ onAdd }: Readonly<{ onAdd: (name: string) => void }>) => {
  const { env: text } = useModelText();
  const { draft } = useBuilder();
  const [name, setName] = useState('');
  const [error, setError] = useState('');
  const [said, setSaid] = useState('');
  const add = () => {
    const found = faultOf(name, draft.env, text);
    setError(found);
    if (found !== '') return;
    onAdd(name);
    setName('');
    setSaid(text.added(name));
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <Field label={text.name} error={error}>
        {(control) => (
          <TextInput
            {...control}
            mono
            value={name}
            onChange={(typed) => {
              setName(typed.trim());
              setError('');
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add();
            }}
          />
        )}
      </Field>
      <Button className="mt-6.5" icon={<Plus aria-hidden size={16} />} onClick={add}>
        {text.add}
      </Button>
      <LiveRegion>{said}</LiveRegion>
    </div>
  );
};

type Words = BuilderModelText['env'];

const faultOf = (name: string, there: readonly string[], text: Words): string => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return text.nameInvalid;
  return there.includes(name) ? text.nameTaken(name) : '';
};
