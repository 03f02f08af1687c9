import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Chip } from '../../ui/chip.tsx';
import { pageRoot } from '../../ui/page-root.ts';
import { FieldAlert } from '../field-alert.tsx';
import { useBuilder } from '../use-builder.tsx';
import { useSkillsText } from './use-skills-text.ts';

/** Every skill that comes on top of the built-in ones, and the way to take it out again. */
export const AddedSkills = () => {
  const words = useSkillsText();
  const { draft, change } = useBuilder();
  const { skills, hubSkills } = draft;
  const box = useRef<HTMLElement>(null);
  const count = skills.optional.length + hubSkills.length;
  if (count === 0) return null;
  /** The focus stays near: at the chip that takes the place, or at the tabs. */
  const remove = (index: number, taking: () => void) => {
    flushSync(taking);
    const buttons = box.current?.querySelectorAll<HTMLElement>('button') ?? [];
    const next = buttons[Math.min(index, buttons.length - 1)];
    (next ?? pageRoot().querySelector<HTMLElement>('[data-step] [role="tab"][aria-selected="true"]'))?.focus();
  };
  return (
    <section ref={box} aria-label={words.addedBesides(count)} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{words.addedBesides(count)}</h3>
      {skills.optional.length > 0 && (
        <ul aria-label={words.addedOptional} className="flex flex-wrap gap-2">
          {skills.optional.map((name, index) => (
            <li key={name} className="min-w-0">
              <Chip
                label={name}
                onRemove={() =>
                  remove(index, () =>
                    change({ skills: { ...skills, optional: skills.optional.filter((one) => one !== name) } }),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      {hubSkills.length > 0 && (
        <ul aria-label={words.addedHub} className="flex flex-wrap gap-2">
          {hubSkills.map(({ identifier, name }, index) => (
            <li key={identifier} data-field={`hubSkills.${identifier}`} className="min-w-0">
              <Chip
                label={name}
                onRemove={() =>
                  remove(skills.optional.length + index, () =>
                    change({ hubSkills: hubSkills.filter((one) => one.identifier !== identifier) }),
                  )
                }
              />
              <FieldAlert field={`hubSkills.${identifier}`} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
