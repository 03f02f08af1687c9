import { useId } from 'react';
import type { ModelProvider } from '../../api/models.ts';
import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useBuilder } from '../use-builder.tsx';
import { useModelText } from './use-model-text.ts';

type Typed = Readonly<{ provider: string; model: string; baseUrl: string }>;

/** Provider, model and address as typed. */
export const HandFields = ({
  providers,
  onType,
}: Readonly<{ providers: readonly ModelProvider[]; onType: (part: Partial<Typed>) => void }>) => {
  const text = useText();
  const { hand } = useModelText();
  const { draft, errorOf } = useBuilder();
  const id = useId();
  const typed = draft.model ?? { provider: '', model: '', baseUrl: '' };
  const field = (part: keyof Typed, label: string, hint: string, more: { list?: string; required?: boolean } = {}) => (
    <Field label={label} hint={hint} error={errorOf(`model.${part}`)?.say(text)} required={more.required ?? false}>
      {(control) => (
        <TextInput
          {...control}
          mono
          list={more.list}
          data-field={`model.${part}`}
          value={typed[part]}
          onChange={(value) => onType({ [part]: value })}
        />
      )}
    </Field>
  );
  return (
    <div className="flex flex-col gap-4 rounded-xl border border-border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {field('provider', hand.provider, hand.providerHint, { list: `${id}-providers`, required: true })}
        {field('model', hand.model, hand.modelHint, { list: `${id}-models`, required: true })}
      </div>
      {field('baseUrl', hand.baseUrl, hand.baseUrlHint)}
      <datalist id={`${id}-providers`}>
        {providers.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </datalist>
      <datalist id={`${id}-models`}>
        {providers
          .find(({ slug }) => slug === typed.provider.trim().toLowerCase())
          ?.models.map((model) => (
            <option key={model}>{model}</option>
          ))}
      </datalist>
    </div>
  );
};
