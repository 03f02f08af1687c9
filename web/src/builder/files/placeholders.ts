import type { Draft } from '../draft.ts';
import { type Secrets, slotOf } from '../secrets.ts';

/**
 * A `${NAME}` for every secret of a draft, as blueprints have them: the name of the variable itself, with that of its
 * server before it once it is taken, since two servers may want different values.
 */
export const placeholdersOf = ({ env, mcpServers }: Draft): Secrets => {
  const taken = new Set<string>();
  const hold = (slot: string, ...names: readonly [string, string]): readonly [string, string] => {
    const [short, long] = names.map(toVariable);
    const free = [short, long, ...numbered(long ?? '')].find((name) => name !== undefined && !taken.has(name)) ?? '';
    taken.add(free);
    return [slot, `\${${free}}`];
  };
  return Object.fromEntries([
    ...env.map((name) => hold(slotOf.env(name), name, name)),
    ...mcpServers.flatMap(({ key, name: server, env: names, headers }) => [
      ...names.map((name) => hold(slotOf.mcpEnv(key, name), name, `${server}_${name}`)),
      ...headers.map((name) => hold(slotOf.mcpHeader(key, name), `${server}_${name}`, `${server}_${name}`)),
      hold(slotOf.mcpBearer(key), `${server}_token`, `${server}_bearer_token`),
    ]),
  ]);
};

/** A name an environment variable can have. */
const toVariable = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d|$)/, '_')
    .toUpperCase();

const numbered = (name: string): readonly string[] => Array.from({ length: 99 }, (_, index) => `${name}_${index + 2}`);
