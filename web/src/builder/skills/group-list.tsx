import { type ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkillGroupView } from './skill-group-view.tsx';
import type { ListedSkill, SkillGroup } from './skill-groups.ts';
import type { useOpenGroups } from './use-open-groups.ts';
import { useSkillsText } from './use-skills-text.ts';

type Props<Skill extends ListedSkill> = Readonly<{
  groups: readonly SkillGroup<Skill>[];
  open: ReturnType<typeof useOpenGroups>;
  noteOf: (group: SkillGroup<Skill>) => ReactNode;
  controlOf?: (group: SkillGroup<Skill>, title: string) => ReactNode;
  /** An `<li>`. */
  rowOf: (skill: Skill) => ReactNode;
}>;

/** Skills by category. */
export const GroupList = <Skill extends ListedSkill>({ groups, open, noteOf, controlOf, rowOf }: Props<Skill>) => {
  const text = useSkillsText();
  if (groups.length === 0) return <EmptyState title={text.noMatch}>{text.noMatchText}</EmptyState>;
  return (
    <div className="overflow-hidden rounded-xl border border-border bg-card">
      {groups.map((group) => {
        const title = group.category || text.other;
        return (
          <SkillGroupView
            key={group.category}
            title={title}
            note={noteOf(group)}
            control={controlOf?.(group, title)}
            isOpen={open.isOpen(group.category)}
            onToggle={() => open.toggle(group.category)}
          >
            {group.skills.map(rowOf)}
          </SkillGroupView>
        );
      })}
    </div>
  );
};
