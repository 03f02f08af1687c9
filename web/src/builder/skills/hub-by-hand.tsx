import { useState } from 'react';
import type { BuilderSkillsText } from '../../i18n/en/builder-skills.ts';
import { parseIdentifier } from '../../../../src/machines/flow/skill-identifier.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FilterKeys } from './filter-keys.tsx';
import type { Look } from './skill-dialog.tsx';
import { useAdded } from './use-added.ts';
import { useSkillsText } from './use-skills-text.ts';

/** A skill named by where it is: judged here, looked at before it is added. */
export const HubByHand = ({ onLook }: Readonly<{ onLook: (look: Look) => void }>) => {
  const text = useSkillsText();
  const { hub } = text;
  const added = useAdded();
  const [typed, setTyped] = useState('');
  const [isChecked, setChecked] = useState(false);
  const identifier = typed.trim();
  const fault = faultOf(identifier, added.has(identifier), hub);
  const look = () => {
    setChecked(true);
    if (fault !== '') return;
    onLook({ identifier, known: null });
    setChecked(false);
  };
  return (
    <section aria-label={hub.byHand} className="flex flex-col gap-3 border-t border-border pt-4">
      <h3 className="text-sm font-medium">{hub.byHand}</h3>
      <div className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
        <FilterKeys onEnter={look}>
          <Field label={hub.identifier} hint={hub.identifierHint} error={isChecked && fault}>
            {(control) => <TextInput {...control} mono value={typed} onChange={setTyped} />}
          </Field>
        </FilterKeys>
        <Button className="sm:mt-6.5" onClick={look}>
          {text.look}
        </Button>
      </div>
    </section>
  );
};

type Words = BuilderSkillsText['hub'];

const faultOf = (identifier: string, isAdded: boolean, hub: Words): string => {
  if (identifier === '') return hub.identifierEmpty;
  if (isAdded) return hub.identifierTaken;
  const parsed = parseIdentifier(identifier);
  return parsed.kind === 'invalid' ? hub.identifierBad(parsed.reason) : '';
};
