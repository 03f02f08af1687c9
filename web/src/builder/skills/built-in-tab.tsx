import { ChevronsDownUp, ChevronsUpDown, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { SourceNotes } from '../source-notes.tsx';
import { useBuilder } from '../use-builder.tsx';
import { FilterKeys } from './filter-keys.tsx';
import { GroupList } from './group-list.tsx';
import { KeptRow } from './kept-row.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { tickOf } from './selection.ts';
import { type ListedSkill, toSkillGroups } from './skill-groups.ts';
import { TickBox } from './tick-box.tsx';
import type { BuiltIn, Keep } from './use-built-in.ts';
import { useOpenGroups } from './use-open-groups.ts';
import { useSkillsText } from './use-skills-text.ts';

type Props = Readonly<{ builtIn: BuiltIn; keep: Keep }>;

/** The built-in skills, or those of the copy: which ones stay. */
export const BuiltInTab = ({ builtIn, keep }: Props) => {
  const { empty } = useSkillsText();
  const { draft } = useBuilder();
  const { clone } = draft.identity;
  const { skills, error, sources, isFetching, refetch } = builtIn;
  if (draft.skills.mode === 'none')
    return (
      <EmptyState
        icon={<PackageOpen aria-hidden size={28} />}
        title={empty.none}
        action={skills && skills.length > 0 && <Button onClick={() => keep.setMode('exactly')}>{empty.pick}</Button>}
      >
        {empty.noneText}
      </EmptyState>
    );
  if (skills === null) return error ? <ErrorState error={error} onRetry={refetch} /> : <ListSkeleton />;
  return (
    <div className="flex flex-col gap-3">
      {skills.length === 0 ? (
        <EmptyState title={clone ? empty.copy(clone.from) : empty.builtIn}>
          {clone ? empty.copyText : empty.builtInText}
        </EmptyState>
      ) : (
        <KeepList skills={skills} keep={keep} />
      )}
      <SourceNotes sources={sources} busy={isFetching} onRetry={refetch} />
    </div>
  );
};

const KeepList = ({ skills, keep }: Readonly<{ skills: readonly ListedSkill[]; keep: Keep }>) => {
  const text = useSkillsText();
  const [typed, setTyped] = useState('');
  const isFiltered = typed.trim() !== '';
  const groups = toSkillGroups(skills, typed);
  const shown = groups.flatMap((group) => group.skills.map(({ name }) => name));
  const open = useOpenGroups(skills.length, isFiltered);
  const isAllOpen = groups.every(({ category }) => open.isOpen(category));
  const { kept, set } = keep;
  const count = tickOf(
    skills.map(({ name }) => name),
    kept,
  ).count;
  return (
    <>
      <FilterKeys>
        <SearchInput
          label={text.filter}
          value={typed}
          onChange={setTyped}
          note={isFiltered && text.matches(shown.length)}
        />
      </FilterKeys>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p className="mr-auto text-sm font-medium tabular-nums">{text.kept(count, skills.length)}</p>
        <Button size="sm" variant="quiet" onClick={() => set(shown, true)}>
          {isFiltered ? text.allShown : text.all}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => set(shown, false)}>
          {isFiltered ? text.noneShown : text.none}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => keep.setMode('bundle')}>
          {text.default}
        </Button>
        {!isFiltered && (
          <IconButton
            size="sm"
            label={isAllOpen ? text.collapseAll : text.expandAll}
            onClick={() => open.setAll(!isAllOpen)}
            icon={isAllOpen ? <ChevronsDownUp aria-hidden size={16} /> : <ChevronsUpDown aria-hidden size={16} />}
          />
        )}
      </div>
      <LiveRegion>{isFiltered ? text.matches(shown.length) : text.kept(count, skills.length)}</LiveRegion>
      <GroupList
        groups={groups}
        open={open}
        noteOf={(group) => text.ofGroup(tickOf(namesOf(group), kept).count, group.skills.length)}
        controlOf={(group, title) => (
          <TickBox
            label={text.keepGroup(title)}
            tick={tickOf(namesOf(group), kept).tick}
            onChange={(isKept) => set(namesOf(group), isKept)}
          />
        )}
        rowOf={(skill) => (
          <KeptRow
            key={skill.name}
            skill={skill}
            isKept={kept.has(skill.name)}
            onChange={(isKept) => set([skill.name], isKept)}
          />
        )}
      />
      <Missing keep={keep} />
    </>
  );
};

const namesOf = ({ skills }: Readonly<{ skills: readonly ListedSkill[] }>) => skills.map(({ name }) => name);

/** What a draft from elsewhere names and this machine does not have. */
const Missing = ({ keep: { missing, set } }: Readonly<{ keep: Keep }>) => {
  const text = useSkillsText();
  if (missing.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 rounded-xl border border-warning-line bg-warning-soft p-4 text-sm">
      <p>{text.missing(missing.length)}</p>
      <ul className="flex flex-wrap gap-2">
        {missing.map((name) => (
          <li key={name} className="min-w-0">
            <Chip label={name} onRemove={() => set([name], false)} />
          </li>
        ))}
      </ul>
    </div>
  );
};
