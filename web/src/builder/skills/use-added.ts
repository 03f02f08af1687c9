import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import { optionalSkills } from '../../api/catalogs.ts';
import type { HubSkillDraft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';

/** What comes on top of the built-in skills. */
export type Added = Readonly<{
  has: (identifier: string) => boolean;
  add: (skill: HubSkillDraft) => void;
  remove: (identifier: string) => void;
}>;

/**
 * Skills added so far, by identifier. One that Hermes ships is an optional skill wherever it was found: it is copied,
 * and needs no install.
 */
export const useAdded = (): Added => {
  const { draft, change } = useBuilder();
  const { data } = useQuery(optionalSkills(useApi()));
  const { skills, hubSkills } = draft;
  const nameOf = (identifier: string) => data?.skills.find((skill) => skill.identifier === identifier)?.name;
  const setOptional = (optional: readonly string[]) => change({ skills: { ...skills, optional: [...optional] } });
  return {
    has: (identifier) =>
      hubSkills.some((skill) => skill.identifier === identifier) ||
      skills.optional.some((name) => name === nameOf(identifier)),
    add: (skill) => {
      const name = nameOf(skill.identifier);
      if (name !== undefined) setOptional([...skills.optional, name]);
      else change({ hubSkills: [...hubSkills, skill] });
    },
    remove: (identifier) => {
      const name = nameOf(identifier);
      if (name !== undefined) setOptional(skills.optional.filter((one) => one !== name));
      else change({ hubSkills: hubSkills.filter((skill) => skill.identifier !== identifier) });
    },
  };
};
