import type { Preview } from '../blueprint/blueprint-provider.tsx';

/** The model as config.yaml will name it: Hermes spells some in its own way. Null where it names none. */
export const writtenModel = (preview: Pick<Preview, 'files'> | null): string | null => {
  const config = preview?.files.find(({ path }) => path === 'config.yaml');
  const lines = (config?.diff ?? []).filter(({ op }) => op !== '-').map(({ text }) => text);
  const start = lines.indexOf('model:');
  if (start < 0) return null;
  const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
  const block = lines.slice(start + 1, end < 0 ? undefined : end);
  const value = block.map((line) => /^ {2}default: (.+)$/.exec(line)?.[1]).find((found) => found !== undefined);
  return value?.replace(/^(["'])(.*)\1$/, '$2') ?? null;
};
