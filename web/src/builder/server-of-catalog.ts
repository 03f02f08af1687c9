import { quoteWord } from '../../../src/machines/flow/shell-words.ts';
import type { CatalogServer } from '../api/catalogs.ts';
import type { McpDraft } from './draft.ts';

/** A server of the catalog as a row of the draft; `key` names the row. */
export const toServerDraft = (entry: CatalogServer, key: string): McpDraft => ({
  key,
  name: entry.name,
  transport: entry.transport,
  command: entry.command ?? '',
  args: entry.args.map(quoteWord).join(' '),
  env: entry.transport === 'stdio' ? entry.required_env.map(({ name }) => name) : [],
  url: entry.url ?? '',
  auth: authOf(entry),
  headers: [],
});

const authOf = ({ transport, auth_type: type }: CatalogServer): McpDraft['auth'] => {
  if (transport === 'stdio' || type === 'none') return 'none';
  return type === 'oauth' ? 'oauth' : 'bearer';
};
