import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { type CatalogSkill, optionalSkills } from '../../api/catalogs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { SourceNotes } from '../source-notes.tsx';
import { AddedButton } from './added-button.tsx';
import { FilterKeys } from './filter-keys.tsx';
import { GroupList } from './group-list.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { toSkillGroups } from './skill-groups.ts';
import type { Look } from './skill-dialog.tsx';
import { useAdded } from './use-added.ts';
import { useOpenGroups } from './use-open-groups.ts';
import { useSkillsText } from './use-skills-text.ts';

/** The official skills that are not enabled by themselves. */
export const OptionalTab = ({ onLook }: Readonly<{ onLook: (look: Look) => void }>) => {
  const text = useSkillsText();
  const { data, error, isFetching, refetch } = useQuery(optionalSkills(useApi()));
  const retry = () => void refetch();
  if (!data) return error ? <ErrorState error={error} onRetry={retry} /> : <ListSkeleton />;
  return (
    <div className="flex flex-col gap-3">
      {data.skills.length === 0 ? (
        <EmptyState title={text.empty.optional}>{text.empty.optionalText}</EmptyState>
      ) : (
        <OptionalList skills={data.skills} onLook={onLook} />
      )}
      <SourceNotes sources={data.sources} busy={isFetching} onRetry={retry} />
    </div>
  );
};

type ListProps = Readonly<{ skills: readonly CatalogSkill[]; onLook: (look: Look) => void }>;

const OptionalList = ({ skills, onLook }: ListProps) => {
  const text = useSkillsText();
  const [typed, setTyped] = useState('');
  const added = useAdded();
  const isFiltered = typed.trim() !== '';
  const open = useOpenGroups(skills.length, isFiltered);
  const groups = toSkillGroups(skills, typed);
  const matches = groups.reduce((sum, group) => sum + group.skills.length, 0);
  return (
    <>
      <p className="text-sm text-text-secondary">{text.optionalHint}</p>
      <FilterKeys>
        <SearchInput label={text.filter} value={typed} onChange={setTyped} note={isFiltered && text.matches(matches)} />
      </FilterKeys>
      <LiveRegion>{isFiltered ? text.matches(matches) : ''}</LiveRegion>
      <GroupList
        groups={groups}
        open={open}
        noteOf={(group) => group.skills.length}
        rowOf={(skill) => <OptionalRow key={skill.name} skill={skill} added={added} onLook={onLook} />}
      />
    </>
  );
};

type RowProps = Readonly<{
  skill: CatalogSkill;
  added: ReturnType<typeof useAdded>;
  onLook: (look: Look) => void;
}>;

const OptionalRow = ({ skill, added, onLook }: RowProps) => {
  const text = useSkillsText();
  const { name, description, identifier } = skill;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 py-2 pr-4 pl-8 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <span className="min-w-0">
        <span className="block font-mono text-sm wrap-anywhere">{name}</span>
        <span className="line-clamp-2 text-sm text-text-secondary">{description}</span>
      </span>
      <span className="flex flex-wrap justify-end gap-1">
        <Button
          size="sm"
          variant="quiet"
          aria-label={text.lookName(name)}
          onClick={() => onLook({ identifier, known: { ...skill, source: 'official', trust_level: 'builtin' } })}
        >
          {text.look}
        </Button>
        <AddedButton
          name={name}
          isAdded={added.has(identifier)}
          onAdd={() => added.add({ identifier, name, source: 'official', trust: 'builtin' })}
          onRemove={() => added.remove(identifier)}
        />
      </span>
    </li>
  );
};
