import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { expect, test } from './fixture.ts';

const KIB = 1024;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
    isEntry: z.boolean().default(false),
  }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** The modules a page cannot be shown without: the entry's and its own, with all they import. What comes later is not counted. */
const neededFor = (manifest: Manifest, page: string) => {
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    manifest[name]?.imports.forEach(add);
  };
  for (const name of [...Object.keys(manifest).filter((key) => manifest[key]?.isEntry), page]) add(name);
  return [...needed].flatMap((name) => manifest[name] ?? []);
};

const gzippedSizeOf = async (files: readonly string[]): Promise<number> => {
  const sizes = await Promise.all([...new Set(files)].map((file) => stat(`web/dist/${file}.gz`)));
  return sizes.reduce((sum, { size }) => sum + size, 0);
};

const pages = {
  '/profiles/new': 'src/builder/builder-page.tsx',
  '/flows/:id': 'src/flow/flow-page.tsx',
  '/flows/:id/replay': 'src/lab/replay-page.tsx',
  '/machine': 'src/lab/machine/machine-page.tsx',
};

for (const [path, module] of Object.entries(pages)) {
  test(`${path} starts with at most 150 KiB of scripts and 12 KiB of styles`, async () => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile('web/dist/.vite/manifest.json', 'utf8')));
    expect(Object.keys(manifest)).toContain(module);
    const needed = neededFor(manifest, module);
    const scripts = await gzippedSizeOf(needed.map(({ file }) => file));
    const styles = await gzippedSizeOf(needed.flatMap(({ css }) => css));
    expect(scripts).toBeGreaterThan(0);
    expect(scripts).toBeLessThanOrEqual(150 * KIB);
    expect(styles).toBeGreaterThan(0);
    expect(styles).toBeLessThanOrEqual(12 * KIB);
  });
}
