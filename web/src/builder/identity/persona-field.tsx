import { ChevronDown } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useBlueprint } from '../blueprint/blueprint-provider.tsx';
import { presets } from '../presets.ts';
import { useIdentity } from './use-identity.ts';

/** The persona: Hermes' own, or one written here. */
export const PersonaField = () => {
  const { builder } = useText();
  const { identity: text } = builder;
  const [{ soul, clone }, change] = useIdentity();
  const fallback = useWrittenSoul();
  const templates = presets.map((preset) => ({
    label: text.personaOf(builder.presets[preset.id].title),
    onSelect: () => change({ soul: preset.soul }),
  }));
  const items = [
    ...(soul === '' && fallback !== ''
      ? [{ label: text.personaEdit, onSelect: () => change({ soul: fallback }) }]
      : []),
    ...templates,
    ...(soul === '' ? [] : [{ label: text.personaDefault, onSelect: () => change({ soul: '' }) }]),
  ];
  return (
    <div className="flex flex-col gap-2">
      <Field label={text.persona} hint={text.personaHint}>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={5}
            data-field="identity.soul"
            placeholder={clone === null ? text.personaPlaceholder : text.personaOfClone(clone.from)}
            value={soul}
            onChange={(typed) => change({ soul: typed })}
          />
        )}
      </Field>
      <div>
        <Menu
          items={items}
          trigger={(props) => (
            <Button {...props} size="sm" className="flex-row-reverse" icon={<ChevronDown aria-hidden size={16} />}>
              {text.personaStart}
            </Button>
          )}
        />
      </div>
    </div>
  );
};

/** What SOUL.md would hold as things are, line for line. */
const useWrittenSoul = (): string => {
  const { preview } = useBlueprint();
  const file = preview?.files.find(({ path }) => path === 'SOUL.md');
  return (file?.diff ?? [])
    .filter(({ op }) => op !== '-')
    .map(({ text }) => text)
    .join('\n');
};
