type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that a secret needs and that has no value. */
export type Missing = Readonly<{ name: string; path: readonly PropertyKey[] }>;
/** A draft with its secrets, as far as their variables have a value. */
export type Filled = Readonly<{ draft: Readonly<Record<string, unknown>>; missing: readonly Missing[] }>;

/** Replaces `${NAME}` by the variable's value in the secret fields of a draft, and only there. `$${` stays `${`. */
export const fillSecrets = (draft: Readonly<Record<string, unknown>>, env: Environment): Filled => {
  const missing: Missing[] = [];
  const fill = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string')
      return isSecretPath(path) ? fillText(value, env, (name) => missing.push({ name, path })) : value;
    if (Array.isArray(value)) return value.map((entry, index) => fill(entry, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry, [...path, key])]));
  };
  const entries = Object.entries(draft).map(([key, value]): [string, unknown] => [key, fill(value, [key])]);
  return { draft: Object.fromEntries(entries), missing };
};

/** `env.KEY`, `mcpServers[n].env.KEY`, `mcpServers[n].headers.NAME`, `mcpServers[n].bearerToken`. */
const isSecretPath = (path: readonly PropertyKey[]): boolean => {
  const [top, index, field] = path;
  if (top === 'env') return path.length === 2;
  if (top !== 'mcpServers' || typeof index !== 'number') return false;
  return path.length === 3 ? field === 'bearerToken' : path.length === 4 && (field === 'env' || field === 'headers');
};

const fillText = (text: string, env: Environment, onMissing: (name: string) => void): string =>
  text.replaceAll(/\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (found, name: string) => {
    if (found.startsWith('$$')) return found.slice(1);
    const value = env[name];
    if (value === undefined || value === '') onMissing(name);
    return value ?? '';
  });
