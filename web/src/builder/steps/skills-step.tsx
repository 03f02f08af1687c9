import { useState } from 'react';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AddedSkills } from '../skills/added-skills.tsx';
import { BuiltInTab } from '../skills/built-in-tab.tsx';
import { HubTab } from '../skills/hub-tab.tsx';
import { ModeCards } from '../skills/mode-cards.tsx';
import { OptionalTab } from '../skills/optional-tab.tsx';
import { type Look, SkillDialog } from '../skills/skill-dialog.tsx';
import { useBuiltIn, useKeep } from '../skills/use-built-in.ts';
import { StepFrame } from '../step-frame.tsx';
import { useBuilder } from '../use-builder.tsx';
import { useSkillsText } from '../skills/use-skills-text.ts';

/** What it can do: built-in skills, all or some, and others on top. */
export const SkillsStep = () => {
  const text = useSkillsText();
  const { clone } = useBuilder().draft.identity;
  const builtIn = useBuiltIn();
  const keep = useKeep(builtIn);
  const [tab, setTab] = useState<'built-in' | 'optional' | 'hub'>('built-in');
  const [look, setLook] = useState<Look | null>(null);
  const [said, setSaid] = useState('');
  const close = () => setLook(null);
  return (
    <StepFrame title={text.title} lead={text.lead}>
      <ModeCards builtIn={builtIn} onChoose={keep.setMode} />
      <AddedSkills />
      <Tabs
        label={text.tabs.label}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: 'built-in',
            label: clone ? text.tabs.ofCopy : text.tabs.builtIn,
            content: <BuiltInTab builtIn={builtIn} keep={keep} />,
          },
          {
            id: 'optional',
            field: 'skills.optional',
            label: text.tabs.optional,
            content: <OptionalTab onLook={setLook} />,
          },
          { id: 'hub', field: 'hubSkills', label: text.tabs.hub, content: <HubTab onLook={setLook} /> },
        ]}
      />
      {look && (
        <SkillDialog
          {...look}
          onClose={close}
          onAdded={(name) => {
            setSaid(text.saidAdded(name));
            close();
          }}
        />
      )}
      <LiveRegion>{said}</LiveRegion>
    </StepFrame>
  );
};
