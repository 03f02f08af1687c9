import { quoteWord } from '../../../src/machines/flow/shell-words.ts';
import type { CatalogServer } from '../api/catalogs.ts';
import type { McpDraft } from './draft.ts';
import { isReference, toReference } from './env-names.ts';

/** A server of the catalog as a row of the draft; `key` names the row. Its keys are kept in `.env`, as Hermes does. */
export const toServerDraft = (entry: CatalogServer, key: string): McpDraft => {
  const plainEnv = entry.transport === 'stdio' ? plainEnvOf(entry) : {};
  return {
    key,
    name: entry.name,
    transport: entry.transport,
    command: entry.command ?? '',
    args: entry.args.map(quoteWord).join(' '),
    env: Object.keys(plainEnv),
    plainEnv,
    url: entry.url ?? '',
    auth: authOf(entry),
    headers: [],
  };
};

/** Optional variables are left out: Hermes would hand the server an empty reference as its value. */
const plainEnvOf = ({ env, required_env: asked }: CatalogServer): McpDraft['plainEnv'] => {
  const optional = new Set(asked.filter(({ required }) => !required).map(({ name }) => name));
  const needed = asked.filter(({ required }) => required).map(({ name }) => [name, toReference(name)] as const);
  const given = Object.entries(env).filter(([name, value]) => !(optional.has(name) && isReference(value, name)));
  return Object.fromEntries([...needed, ...given]);
};

const authOf = ({ transport, auth_type: type }: CatalogServer): McpDraft['auth'] => {
  if (transport === 'stdio' || type === 'none') return 'none';
  return type === 'oauth' ? 'oauth' : 'bearer';
};
