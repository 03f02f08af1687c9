/** One value that an event changed, by its path; `undefined` where there was or is none. */
export type Change = Readonly<{ path: string; before: string | undefined; after: string | undefined }>;

/** What differs between two pieces of plain data, leaf by leaf, in the order of the newer one. */
export const diffData = (before: unknown, after: unknown): readonly Change[] => {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...now.keys(), ...[...old.keys()].filter((path) => !now.has(path))];
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((change) => change.before !== change.after);
};

/** Every value that holds no others, as JSON, by its path. */
const leavesOf = (value: unknown, path = '', found = new Map<string, string>()): Map<string, string> => {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return value === undefined ? found : found.set(path, JSON.stringify(value));
  for (const [key, part] of entries) leavesOf(part, path === '' ? key : `${path}.${key}`, found);
  return found;
};
