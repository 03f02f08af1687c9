import type { McpServer, McpServerInput, Plan, PlanInput } from '../../../src/machines/flow/plan.ts';
import { quoteWord } from '../../../src/machines/flow/shell-words.ts';
import type { McpDraft } from './draft.ts';
import { isReference, toReference } from './env-names.ts';
import { type Secrets, slotOf } from './secrets.ts';

/**
 * A server of a plan as a row of the draft, `key` its name, and the secrets that were in it. A recorded plan does not
 * tell a reference from another value: a variable that `.env` has as well is taken for one, which keeps it there.
 */
export const toServerOfPlan = (
  server: McpServer | McpServerInput,
  key: string,
  inDotEnv: readonly string[] = [],
): Readonly<{ server: McpDraft; secrets: Secrets }> => {
  const env = Object.entries(server.env ?? {});
  const refers = (name: string, value: unknown) =>
    typeof value === 'string' ? isReference(value, name) : inDotEnv.includes(name);
  const referred = env.flatMap(([name, value]) => (refers(name, value) ? [name] : []));
  const ownEnv = Object.fromEntries(env.filter(([name]) => !referred.includes(name)));
  return {
    server: {
      key,
      name: server.name,
      transport: server.url === undefined ? 'stdio' : 'http',
      command: server.command ?? '',
      args: (server.args ?? []).map(quoteWord).join(' '),
      env: env.map(([name]) => name),
      plainEnv: Object.fromEntries(referred.map((name) => [name, toReference(name)])),
      url: server.url ?? '',
      auth: toAuth(server),
      headers: Object.keys(server.headers ?? {}),
    },
    secrets: {
      ...toSecrets(ownEnv, (name) => slotOf.mcpEnv(key, name)),
      ...toSecrets(server.headers, (name) => slotOf.mcpHeader(key, name)),
      ...(typeof server.bearerToken === 'string' && { [slotOf.mcpBearer(key)]: server.bearerToken }),
    },
  };
};

/** Values that are there, by their slots. */
export const toSecrets = (values: Plan['env'] | PlanInput['env'], toSlot: (name: string) => string): Secrets =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[toSlot(name), value] as const] : [],
    ),
  );

const toAuth = ({ auth, headers, bearerToken }: McpServer | McpServerInput): McpDraft['auth'] => {
  if (auth === 'oauth') return 'oauth';
  if (auth === 'header' || bearerToken !== undefined) return 'bearer';
  return headers ? 'headers' : 'none';
};
