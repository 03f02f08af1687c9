import type { McpDraft } from '../draft.ts';
import { isReference, toReference } from '../env-names.ts';
import { type Secrets, slotOf } from '../secrets.ts';

/** Environment variables of a command, or headers of an address. */
export type ValueKind = 'env' | 'headers';

/** A server after a change, and the secrets that change with it; an empty one goes. */
export type ServerEdit = Readonly<{ part: Partial<McpDraft>; secrets?: Secrets }>;

/** One row at the end, unless there is an empty one. */
export const addRow = (server: McpDraft, kind: ValueKind): ServerEdit => ({
  part: server[kind].includes('') ? {} : { [kind]: [...server[kind], ''] },
});

/** The row's value goes along. Null when another row has that name: their values would become one. */
export const renameRow = (
  { server, kind, secrets }: Readonly<{ server: McpDraft; kind: ValueKind; secrets: Secrets }>,
  from: string,
  to: string,
): ServerEdit | null => {
  if (from === to) return { part: {} };
  if (server[kind].includes(to)) return null;
  const value = secrets[slotIn(server, kind, from)];
  return {
    part: { [kind]: server[kind].map((name) => (name === from ? to : name)) },
    ...(value !== undefined && { secrets: { [slotIn(server, kind, from)]: '', [slotIn(server, kind, to)]: value } }),
  };
};

export const removeRow = (server: McpDraft, kind: ValueKind, name: string): ServerEdit => ({
  part: { [kind]: server[kind].filter((one) => one !== name), ...(kind === 'env' && withoutPlain(server, name)) },
  secrets: { [slotIn(server, kind, name)]: '' },
});

/** A value typed over what the catalog gave takes its place. */
export const setValue = (server: McpDraft, kind: ValueKind, name: string, value: string): ServerEdit => ({
  part: kind === 'env' ? withoutConstants(server, [name]) : {},
  secrets: { [slotOfRow(server, kind, name)]: value },
});

/** Rows for values that were pasted, after those there are; a row of the same name takes the value. */
export const addValues = (server: McpDraft, kind: ValueKind, values: Readonly<Record<string, string>>): ServerEdit => {
  const names = Object.keys(values);
  const rows = [...new Set([...server[kind].filter((name) => name !== ''), ...names])];
  return {
    part: { [kind]: rows, ...(kind === 'env' && withoutConstants(server, names)) },
    secrets: Object.fromEntries(names.map((name) => [slotOfRow(server, kind, name), values[name] ?? ''])),
  };
};

/** Keeps the value of a variable in the profile's `.env`, to which the entry then refers; or in the entry itself. */
export const keepInDotEnv = (server: McpDraft, name: string, secrets: Secrets): ServerEdit => {
  const own = slotOf.mcpEnv(server.key, name);
  const shared = slotOf.env(name);
  if (isReference(server.plainEnv[name], name))
    return { part: withoutPlain(server, name), secrets: { [own]: secrets[shared] ?? '' } };
  return {
    part: { plainEnv: { ...server.plainEnv, [name]: toReference(name) } },
    secrets: { [own]: '', [shared]: secrets[own] ?? secrets[shared] ?? '' },
  };
};

const slotIn = ({ key }: McpDraft, kind: ValueKind, name: string): string =>
  kind === 'env' ? slotOf.mcpEnv(key, name) : slotOf.mcpHeader(key, name);

/** Where the value of a row goes: into `.env`, when that is what the entry refers to. */
const slotOfRow = (server: McpDraft, kind: ValueKind, name: string): string =>
  kind === 'env' && isReference(server.plainEnv[name], name) ? slotOf.env(name) : slotIn(server, kind, name);

const withoutConstants = ({ plainEnv }: McpDraft, names: readonly string[]): Partial<McpDraft> => ({
  plainEnv: Object.fromEntries(
    Object.entries(plainEnv).filter(([name, value]) => isReference(value, name) || !names.includes(name)),
  ),
});

const withoutPlain = ({ plainEnv }: McpDraft, name: string): Partial<McpDraft> => {
  const { [name]: _, ...others } = plainEnv;
  return { plainEnv: others };
};
