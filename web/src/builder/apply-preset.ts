import type { CatalogServer, CatalogSkill } from '../api/catalogs.ts';
import type { Draft } from './draft.ts';
import { type Preset, presets } from './presets.ts';
import { toServerDraft } from './server-of-catalog.ts';

/** What can be chosen on this machine. */
export type Catalogs = Readonly<{
  bundle: readonly CatalogSkill[];
  optional: readonly CatalogSkill[];
  servers: readonly CatalogServer[];
}>;

/** A draft with a preset in it, and what the preset names that this machine does not have. */
export type Applied = Readonly<{ part: Partial<Draft>; leftOut: readonly string[] }>;

/**
 * Lays a preset over a draft. Servers that are there stay; a persona of one's own stays. Skills stay as they are where
 * there is no bundle to choose from, or those of a clone are.
 */
export const applyPreset = (preset: Preset, { bundle, optional, servers }: Catalogs, draft: Draft): Applied => {
  const kept = bundle.filter(
    ({ name, category }) => preset.keep.includes(name) || preset.categories.includes(topOf(category)),
  );
  const added = optional.filter(({ name }) => preset.optional.includes(name));
  const found = servers.filter(({ name }) => preset.servers.includes(name));
  const fresh = found.filter(({ name }) => !draft.mcpServers.some((server) => server.name.trim() === name));
  const isChoice = bundle.length > 0 && draft.identity.clone === null;
  const skills = {
    mode: 'exactly' as const,
    keep: kept.map(({ name }) => name),
    optional: added.map(({ name }) => name),
  };
  return {
    part: {
      identity: { ...draft.identity, soul: isOwn(draft.identity.soul) ? draft.identity.soul : preset.soul },
      ...(isChoice && { skills }),
      mcpServers: [...draft.mcpServers, ...fresh.map((entry) => toServerDraft(entry, `preset-${entry.name}`))],
    },
    leftOut: [
      ...(isChoice ? [...missing(preset.keep, kept), ...missing(preset.optional, added)] : []),
      ...missing(preset.servers, found),
    ],
  };
};

const topOf = (category: string | null): string => category?.split('/')[0] ?? '';

const isOwn = (soul: string): boolean => soul.trim() !== '' && presets.every((preset) => preset.soul !== soul);

const missing = (wanted: readonly string[], found: readonly Readonly<{ name: string }>[]): readonly string[] =>
  wanted.filter((name) => found.every((one) => one.name !== name));
