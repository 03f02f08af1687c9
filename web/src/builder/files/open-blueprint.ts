import { readBlueprint } from '../../../../src/machines/blueprint/read-blueprint.ts';
import type { BuilderInput } from '../builder-machine.ts';
import type { Draft } from '../draft.ts';
import { slotOf, slotsOf } from '../secrets.ts';
import { toDraft } from '../to-draft.ts';

/** What takes the place of the draft. */
export type Opened = Pick<BuilderInput, 'draft' | 'secrets' | 'given'>;

/** A draft to go on from, or what is wrong with the file, a fault a line. */
export type OpenedBlueprint =
  | Readonly<{ ok: true; opened: Opened }>
  | Readonly<{ ok: false; faults: readonly string[] }>;

/**
 * Reads a blueprint by the checks of the command line. There is no environment to take `${NAME}` from, so these
 * secrets are to be entered.
 */
export const openBlueprint = (text: string, name: string): OpenedBlueprint => {
  const read = readBlueprint({ text, name, env: {} });
  if (!read.ok) return read;
  const { draft, secrets } = toDraft(read.plan);
  const missing = new Set(read.missing.map(({ path }) => slotOfPath(path, draft)));
  const known = Object.entries(secrets).filter(([slot]) => !missing.has(slot));
  return { ok: true, opened: { draft, secrets: Object.fromEntries(known), given: slotsOf(draft) } };
};

const slotOfPath = ([top, index, field, name]: readonly PropertyKey[], { mcpServers }: Draft): string => {
  if (top === 'env') return slotOf.env(String(index));
  const key = mcpServers[Number(index)]?.key ?? '';
  if (field === 'bearerToken') return slotOf.mcpBearer(key);
  return field === 'env' ? slotOf.mcpEnv(key, String(name)) : slotOf.mcpHeader(key, String(name));
};
