import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { type CatalogOrigin, profileSkills, skillBundle } from '../../api/catalogs.ts';
import type { Draft } from '../draft.ts';
import { useBuilder } from '../use-builder.tsx';
import { withKept } from './selection.ts';
import type { ListedSkill } from './skill-groups.ts';

/** The skills a profile starts with, as far as they are known. */
export type BuiltIn = Readonly<{
  /** Null while they are not known. */
  skills: readonly ListedSkill[] | null;
  sources: readonly CatalogOrigin[];
  error: Error | null;
  isFetching: boolean;
  refetch: () => void;
}>;

/** Those of the bundle, or those of the profile it is a copy of. */
export const useBuiltIn = (): BuiltIn => {
  const api = useApi();
  const { clone } = useBuilder().draft.identity;
  const bundle = useQuery({ ...skillBundle(api), enabled: clone === null });
  const copied = useQuery({ ...profileSkills(api, clone?.from ?? ''), enabled: clone !== null });
  const { error, isFetching, refetch } = clone === null ? bundle : copied;
  const skills = clone === null ? bundle.data?.skills : copied.data?.filter(({ enabled }) => enabled);
  return {
    skills: skills ?? null,
    sources: clone === null ? (bundle.data?.sources ?? []) : [],
    ...{ error, isFetching, refetch: () => void refetch() },
  };
};

/** What stays of the built-in skills, and the ways to change that. */
export type Keep = Readonly<{
  kept: ReadonlySet<string>;
  /** Chosen once, and not to be had here. */
  missing: readonly string[];
  set: (names: readonly string[], isKept: boolean) => void;
  setMode: (mode: Mode) => void;
}>;

type Mode = Draft['skills']['mode'];

/** The choice among them; one that was left for another mode is found again. */
export const useKeep = ({ skills: listed }: BuiltIn): Keep => {
  const { draft, change } = useBuilder();
  const { skills } = draft;
  const [before, setBefore] = useState<readonly string[] | null>(null);
  const all = listed?.map(({ name }) => name) ?? [];
  const kept = { bundle: all, exactly: skills.keep, none: [] }[skills.mode];
  const keep = (names: readonly string[]) =>
    change({ skills: { ...skills, mode: 'exactly', keep: [...names].toSorted() } });
  return {
    kept: new Set(kept),
    missing: listed === null ? [] : kept.filter((name) => !all.includes(name)),
    set: (names, isKept) => keep(withKept(kept, names, isKept)),
    setMode: (mode) => {
      if (mode === 'exactly') return keep(before ?? all);
      if (skills.mode === 'exactly') setBefore(skills.keep);
      change({ skills: { ...skills, mode, keep: [] } });
    },
  };
};
