import { RadioCards } from '../../ui/radio-cards.tsx';
import type { Draft } from '../draft.ts';
import { FieldAlert } from '../field-alert.tsx';
import { useBuilder } from '../use-builder.tsx';
import type { BuiltIn } from './use-built-in.ts';
import { useSkillsText } from './use-skills-text.ts';

type Mode = Draft['skills']['mode'];
type Props = Readonly<{ builtIn: BuiltIn; onChoose: (mode: Mode) => void }>;

/** What becomes of the built-in skills: all, a choice, or really none. */
export const ModeCards = ({ builtIn: { skills }, onChoose }: Props) => {
  const { modes, mode: legend } = useSkillsText();
  const { draft } = useBuilder();
  const { clone } = draft.identity;
  const count = skills?.length ?? null;
  return (
    <div data-field="skills" className="flex flex-col gap-2">
      <RadioCards<Mode>
        stacked
        legend={legend}
        value={draft.skills.mode}
        onChange={onChoose}
        options={[
          {
            value: 'bundle',
            title: clone ? modes.copy(clone.from, count) : modes.bundle(count),
            description: clone ? modes.copyHint : count === 0 ? modes.bundleEmpty : modes.bundleHint,
          },
          {
            value: 'exactly',
            title: modes.exactly,
            description: count === 0 ? modes.exactlyEmpty : modes.exactlyHint,
            disabled: !count && draft.skills.mode !== 'exactly',
          },
          {
            value: 'none',
            title: modes.none,
            description: clone ? modes.noneClone : modes.noneHint,
            disabled: clone !== null && draft.skills.mode !== 'none',
          },
        ]}
      />
      <FieldAlert field="skills" />
    </div>
  );
};
