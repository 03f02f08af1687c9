import { CircleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import type { Draft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import type { BuiltIn } from './use-built-in.ts';

type Mode = Draft['skills']['mode'];
type Props = Readonly<{ builtIn: BuiltIn; onChoose: (mode: Mode) => void }>;

/** What becomes of the built-in skills: all, a choice, or really none. */
export const ModeCards = ({ builtIn: { skills }, onChoose }: Props) => {
  const text = useText();
  const { modes, mode: legend } = text.builderSkills;
  const { draft, errorOf } = useBuilder();
  const { clone } = draft.identity;
  const count = skills?.length ?? null;
  const error = errorOf('skills');
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
      <div role="alert" className="text-sm text-destructive empty:hidden">
        {error && (
          <p className="flex gap-1.5">
            <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
            {error.say(text)}
          </p>
        )}
      </div>
    </div>
  );
};
