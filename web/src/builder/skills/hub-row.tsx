import { Check } from 'lucide-react';
import type { HubSkill } from '../../api/hub-skills.ts';
import { Button } from '../../ui/button.tsx';
import type { Look } from './skill-dialog.tsx';
import { TrustWords } from './trust-words.tsx';
import { useAdded } from './use-added.ts';
import { useSkillsText } from './use-skills-text.ts';

/** A skill of a hub: what it is, where it comes from, and the way to look inside before it is added. */
export const HubRow = ({ skill, onLook }: Readonly<{ skill: HubSkill; onLook: (look: Look) => void }>) => {
  const text = useSkillsText();
  const { name, description, identifier, source, trust_level: trust } = skill;
  const isAdded = useAdded().has(identifier);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 px-4 py-3">
      <span className="font-mono text-sm font-medium wrap-anywhere">{name}</span>
      <span className="row-span-2 flex flex-col items-end gap-1">
        <Button size="sm" aria-label={text.lookName(name)} onClick={() => onLook({ identifier, known: skill })}>
          {text.look}
        </Button>
        {isAdded && (
          <span className="flex items-center gap-1.5 pr-1 text-xs text-success">
            <Check aria-hidden size={14} />
            {text.added}
          </span>
        )}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 text-sm text-text-secondary">{description}</span>
        <span className="block truncate font-mono text-xs text-text-tertiary" title={identifier}>
          {identifier}
        </span>
      </span>
      <span className="col-span-2">
        <TrustWords source={source} trust={trust} />
      </span>
    </li>
  );
};
