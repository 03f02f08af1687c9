import type { McpDraft } from '../draft.ts';
import { isReference } from '../env-names.ts';
import { type Secrets, slotOf } from '../secrets.ts';

/** A value a server lacks. `name` is that of the variable or header; null for its token. */
export type Need = Readonly<{ slot: string; name: string | null }>;

/** What a server asks for and was not given. */
export const needsOf = (server: McpDraft, secrets: Secrets): readonly Need[] =>
  valuesOf(server).filter(({ slot }) => secrets[slot] === undefined);

const valuesOf = (server: McpDraft): readonly Need[] => {
  const { key, transport, auth, env, headers } = server;
  if (transport === 'stdio')
    return env.flatMap((name) => {
      const slot = name === '' ? null : slotOfEnv(server, name);
      return slot === null ? [] : [{ slot, name }];
    });
  if (auth === 'bearer') return [{ slot: slotOf.mcpBearer(key), name: null }];
  if (auth === 'oauth' || auth === 'none') return [];
  return headers.flatMap((name) => (name === '' ? [] : [{ slot: slotOf.mcpHeader(key, name), name }]));
};

/** Where the value of a variable goes; null for one that has a value which is no secret. */
export const slotOfEnv = ({ key, plainEnv }: McpDraft, name: string): string | null => {
  const plain = plainEnv[name];
  if (plain === undefined) return slotOf.mcpEnv(key, name);
  return isReference(plain, name) ? slotOf.env(name) : null;
};
