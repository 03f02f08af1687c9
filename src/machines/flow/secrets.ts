import type { McpServer, McpServerInput, Plan, PlanEdit, PlanInput, SecretRef } from './plan.ts';

/** Values by reference, as the vault keeps them. */
export type Secrets = Readonly<Record<string, string>>;

/** A plan part with its secret strings as references, or with references as strings. */
export type Revealed<T> = T extends SecretRef
  ? string
  : T extends readonly (infer Item)[]
    ? Revealed<Item>[]
    : T extends object
      ? { [Key in keyof T]: Revealed<T[Key]> }
      : T;

/** A secret in an edit: a new value, or the reference it already has. */
export type EditedSecret = string | SecretRef;
type ServerWith<S> = Omit<McpServerInput, 'env' | 'headers' | 'bearerToken'> & {
  env?: Record<string, S> | undefined;
  headers?: Record<string, S> | undefined;
  bearerToken?: S | undefined;
};
export type EditedServer = ServerWith<EditedSecret>;

/** `foreign`: references of the edit that belong to another item; an edit with any must be refused. */
export type SealedEntry<T> = Readonly<{ value: T; secrets: Secrets; foreign: readonly string[] }>;

/** The plan as the log may keep it, and the values that were in it; references stay. They are unique within the plan. */
export const sealPlan = (input: PlanEdit): { plan: Plan; secrets: Secrets } => {
  const servers = input.mcpServers.map((server, index) => sealServer(server, serverPlace(input.mcpServers, index)));
  const { env, ...rest } = input;
  const sealedEnv = env && sealEnv(env);
  return {
    plan: { ...rest, mcpServers: servers.map(({ value }) => value), ...(sealedEnv && { env: sealedEnv.value }) },
    secrets: Object.fromEntries(
      [...servers, ...(sealedEnv ? [sealedEnv] : [])].flatMap(({ secrets }) => Object.entries(secrets)),
    ),
  };
};

/** Where the references of one server live: `mcp.<name>`, or `mcp.#<n>` (1-based) when empty or not the first of its name. */
export const serverPlace = (servers: readonly Readonly<{ name: string }>[], index: number): string => {
  const name = servers[index]?.name ?? '';
  const isFirst = servers.findIndex((server) => server.name === name) === index;
  return name !== '' && isFirst ? `mcp.${segment(name)}` : `mcp.#${index + 1}`;
};

/** One MCP entry, new or edited, with its secrets under `place` (see `serverPlace`). */
export const sealServer = (server: EditedServer, place: string): SealedEntry<McpServer> => {
  const sealing = createSealing(place);
  const { env, headers, bearerToken, ...rest } = server;
  const value: McpServer = {
    ...rest,
    ...(env && { env: sealing.record(env, `${place}.env`) }),
    ...(headers && { headers: sealing.record(headers, `${place}.headers`) }),
    ...(bearerToken !== undefined && { bearerToken: sealing.one(bearerToken, `${place}.bearerToken`) }),
  };
  return { value, ...sealing.found };
};

/** The env map of a plan, new or edited; its references are `env.<NAME>`. */
export const sealEnv = (env: Readonly<Record<string, EditedSecret>>): SealedEntry<Record<string, SecretRef>> => {
  const sealing = createSealing('env');
  return { value: sealing.record(env, 'env'), ...sealing.found };
};

/** A plan part — a server, the env map — with its values back, or the references that have none. */
export const revealEntry = <T>(value: T, secrets: Secrets): { value: Revealed<T> } | { missing: readonly string[] } => {
  const missing: string[] = [];
  const reveal = (part: unknown): unknown => {
    if (isSecretRef(part)) {
      if (Object.hasOwn(secrets, part.secret)) return secrets[part.secret];
      missing.push(part.secret);
      return part;
    }
    if (Array.isArray(part)) return part.map(reveal);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, reveal(inner)]));
  };
  // The walk keeps the shape and changes only references, which the type says and the compiler cannot follow.
  const revealed = reveal(value) as Revealed<T>;
  return missing.length > 0 ? { missing } : { value: revealed };
};

/** The plan with its values back, or the references that have none. */
export const revealPlan = (plan: Plan, secrets: Secrets): { value: PlanInput } | { missing: readonly string[] } =>
  revealEntry(plan, secrets);

const createSealing = (place: string) => {
  const secrets: Record<string, string> = {};
  const foreign: string[] = [];
  const one = (secret: EditedSecret, ref: string): SecretRef => {
    if (typeof secret === 'string') {
      secrets[ref] = secret;
      return { secret: ref };
    }
    if (!secret.secret.startsWith(`${place}.`)) foreign.push(secret.secret);
    return { secret: secret.secret };
  };
  const record = (values: Readonly<Record<string, EditedSecret>>, at: string): Record<string, SecretRef> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, one(value, `${at}.${segment(key)}`)]));
  return { one, record, found: { secrets, foreign } };
};

// Without the escapes `a` + `B.env.C` and `a.env.B` + `C` would share a reference.
const segment = (name: string): string => name.replaceAll('%', '%25').replaceAll('.', '%2E').replaceAll('#', '%23');

// A map with a variable called `secret` is no reference: its value is one.
const isSecretRef = (part: unknown): part is SecretRef =>
  typeof part === 'object' &&
  part !== null &&
  'secret' in part &&
  typeof part.secret === 'string' &&
  Object.keys(part).length === 1;
