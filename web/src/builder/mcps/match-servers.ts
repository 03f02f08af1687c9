import type { CatalogServer } from '../../api/catalogs.ts';

/** Servers with every word of the query in what is said of them; those named so first. */
export const matchServers = (entries: readonly CatalogServer[], query: string): readonly CatalogServer[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isNamed = ({ name }: CatalogServer) => words.some((word) => name.toLowerCase().includes(word));
  const found = entries.filter((entry) => words.every((word) => textOf(entry).includes(word)));
  return [...found.filter(isNamed), ...found.filter((entry) => !isNamed(entry))];
};

const textOf = ({ name, description, command, args, url, required_env: asked }: CatalogServer): string =>
  [name, description, command ?? '', ...args, url ?? '', ...asked.map((one) => one.name)].join(' ').toLowerCase();
