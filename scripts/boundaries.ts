import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runTool } from './run-tool.ts';
import { readSourceFiles } from './source-files.ts';

export type Violation = Readonly<{ rule: string; from: string; to: string }>;
export type Boundaries = Readonly<{
  modules: readonly string[];
  unseen: readonly string[];
  violations: readonly Violation[];
}>;

const folders = ['src', 'web', 'tests', 'bench', 'scripts'];

/**
 * Imports of a checkout held against `.dependency-cruiser.mjs`. `unseen`: source files the tool did not look at;
 * without a parser for TypeScript it looks at none of them and reports no violation.
 */
export const inspectBoundaries = async (checkout: string = root): Promise<Boundaries> => {
  const present = folders.filter((folder) => existsSync(join(checkout, folder)));
  const args = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...present];
  const { stdout, output } = await runTool('depcruise', args, checkout);
  const { modules, summary } = parseReport(stdout, output);
  const seen = new Set(modules.map(({ source }) => source));
  return {
    modules: [...seen].filter((source) => !source.includes('node_modules/')),
    unseen: (await readSourceFiles(checkout)).filter((file) => !seen.has(file)),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
};

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});

const parseReport = (stdout: string, output: string) => {
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no report:\n${output}`);
  return reportSchema.parse(JSON.parse(stdout));
};
