import type { Draft } from '../draft.ts';
import { envNamesOf } from '../env-names.ts';
import { type Secrets, slotOf } from '../secrets.ts';
import { createVariableNames } from './variable-names.ts';

/**
 * A `${NAME}` for every secret of a draft, as blueprints have them: the name of the variable itself, with that of its
 * server before it once it is taken, since two servers may want different values.
 */
export const placeholdersOf = (draft: Draft): Secrets => {
  const nameFor = createVariableNames();
  const hold = (slot: string, ...names: readonly [string, string]): readonly [string, string] => [
    slot,
    `\${${nameFor(...names)}}`,
  ];
  return Object.fromEntries([
    ...envNamesOf(draft).map((name) => hold(slotOf.env(name), name, name)),
    ...draft.mcpServers.flatMap(({ key, name: server, env: names, plainEnv, headers }) => [
      ...names.map((name) => {
        const plain = plainEnv[name];
        const slot = slotOf.mcpEnv(key, name);
        return plain === undefined ? hold(slot, name, `${server}_${name}`) : ([slot, escape(plain)] as const);
      }),
      ...headers.map((name) => hold(slotOf.mcpHeader(key, name), `${server}_${name}`, `${server}_${name}`)),
      hold(slotOf.mcpBearer(key), `${server}_token`, `${server}_bearer_token`),
    ]),
  ]);
};

/** As it stands: not to be filled in when the blueprint is read. */
const escape = (plain: string): string => plain.replaceAll(/\$\{[A-Za-z_]\w*\}/g, (found) => `$${found}`);
