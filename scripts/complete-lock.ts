import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './run-tool.ts';

// Native tools name one optional package per platform. npm leaves those out of the lock that the registry in use does
// not serve, and "npm ci" then refuses that lock. An entry that says for which platform it is satisfies it, unfetched.

// Everything else in the file is passed through as it is.
const tableSchema = z.record(z.string(), z.unknown());
const entrySchema = z.object({
  dev: z.boolean().default(false),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const toEntry = (name: string, version: string, isDev: boolean) => {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  if (os.length + cpu.length === 0) return null;
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(isDev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
};

const path = join(root, 'package-lock.json');
const lock = tableSchema.parse(JSON.parse(await readFile(path, 'utf8')));
const packages = tableSchema.parse(lock['packages']);
const added: Record<string, unknown> = {};
for (const { dev, optionalDependencies } of z.array(entrySchema).parse(Object.values(packages))) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const entry = toEntry(name, version, dev);
    if (entry && !packages[`node_modules/${name}`]) added[`node_modules/${name}`] = entry;
  }
}
const all = Object.entries({ ...packages, ...added }).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
await writeFile(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
console.log(`added ${Object.keys(added).length} platform packages to package-lock.json`);
