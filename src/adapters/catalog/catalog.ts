import type {
  Catalog,
  CatalogSource,
  Diagnostic,
  Listed,
  SourceAnswer,
  SourceReport,
} from '../../machines/ports/catalog.ts';

/** The catalog over sources in order of preference. A source that throws is reported as one that did not answer. */
export const createCatalog = (sources: readonly CatalogSource[]): Catalog => ({
  providers: async () => await list(sources, (source) => source.providers?.(), bySlug),
  bundledSkills: async () => await list(sources, (source) => source.bundledSkills?.(), byName),
  optionalSkills: async () => await list(sources, (source) => source.optionalSkills?.(), byName),
  servers: async () => await list(sources, (source) => source.servers?.(), byName),
});

type Ask<T> = (source: CatalogSource) => Promise<SourceAnswer<T>> | undefined;

const list = async <T>(
  sources: readonly CatalogSource[],
  ask: Ask<T>,
  keyOf: (item: T) => string,
): Promise<Listed<T>> => {
  const asked = await Promise.all(sources.map(async (source) => await askOne(source, ask)));
  const items = new Map<string, T & { origin: string }>();
  const diagnostics: Diagnostic[] = [];
  const reports: SourceReport[] = [];
  for (const { source, answer } of asked.filter((one) => one !== null)) {
    const { id, label } = source;
    reports.push(answer.ok ? { id, label, ok: true } : { id, label, ok: false, reason: answer.reason });
    if (!answer.ok) continue;
    diagnostics.push(...(answer.diagnostics ?? []));
    for (const item of answer.items)
      if (!items.has(keyOf(item))) items.set(keyOf(item), { ...item, origin: source.id });
  }
  return { items: [...items.values()], diagnostics, sources: reports };
};

const askOne = async <T>(source: CatalogSource, ask: Ask<T>) => {
  const asking = ask(source);
  if (asking === undefined) return null;
  try {
    return { source, answer: await asking };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { source, answer: { ok: false, reason } as const };
  }
};

const bySlug = ({ slug }: { slug: string }) => slug;
const byName = ({ name }: { name: string }) => name;
