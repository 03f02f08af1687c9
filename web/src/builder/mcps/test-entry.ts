import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import type { McpDraft } from '../draft.ts';
import { type Secrets, slotOf } from '../secrets.ts';
import { toServer } from '../to-plan.ts';

/** A server as Hermes will start it: with the values its references to `.env` stand for, as far as they were given. */
export const toTestEntry = (server: McpDraft, secrets: Secrets): McpServerInput => {
  const entry = toServer(server, secrets);
  if (entry.env === undefined) return entry;
  const filled = Object.entries(entry.env).map(([name, value]) => [name, fill(value, secrets)] as const);
  return { ...entry, env: Object.fromEntries(filled) };
};

const fill = (value: string, secrets: Secrets): string =>
  value.replaceAll(/\$\{(?:env:)?([A-Za-z_]\w*)\}/g, (found, name: string) => secrets[slotOf.env(name)] ?? found);
