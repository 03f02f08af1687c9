import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { inspectBoundaries } from './boundaries.ts';
import { whyNoBrowser } from './chromium.ts';
import { root, runTool } from './run-tool.ts';
import { readSourceFiles } from './source-files.ts';

/** What a step found: how much it looked at, and what is wrong. A tool that looked at nothing has failed. */
type Finding = Readonly<{ ok: boolean; looked: number; unit: string; output: string }>;
type Step = Readonly<{ name: string; run(): Promise<Finding> }>;

const sources = (await readSourceFiles(root)).length;

const format = async (): Promise<Finding> => {
  const { ok, output } = await runTool('oxfmt', ['--check', '.']);
  return {
    ok,
    looked: countIn(output, /on (\d+) files/),
    unit: 'files',
    output: `${output}\nnpm run format mends it.`,
  };
};

const lint = async (): Promise<Finding> => {
  const { ok, output } = await runTool('oxlint', ['--type-aware', '--report-unused-disable-directives', '.']);
  return { ok, looked: countIn(output, /on (\d+) files/), unit: 'files', output };
};

const types = async (): Promise<Finding> => {
  const version = await runTool('tsc', ['--version']);
  if (!version.stdout.startsWith('Version 7.')) {
    const output = `"tsc" must be TypeScript 7 and says "${version.output}": another package has taken its place.`;
    return { ok: false, looked: 0, unit: 'files', output };
  }
  const found = await Promise.all(projects.map(checkTypes));
  const own = new Set(found.flatMap((project) => project.own));
  const said = found.flatMap((project) => project.said);
  return { ok: found.every(({ ok }) => ok), looked: own.size, unit: 'files', output: said.join('\n') };
};

// The page knows the browser and not Node, the server the other way round, the page's tests both.
const projects = ['.', 'web', 'web/tsconfig.node.json'];

const checkTypes = async (project: string) => {
  const { ok, stdout } = await runTool('tsc', ['-p', project, '--listFiles', '--pretty', 'false']);
  const isListed = (line: string) => line.startsWith('/');
  const own = stdout.split('\n').filter((line) => isListed(line) && !line.includes('/node_modules/'));
  return { ok, own, said: stdout.split('\n').filter((line) => !isListed(line)) };
};

const boundaries = async (): Promise<Finding> => {
  const { modules, unseen, violations } = await inspectBoundaries();
  const output = [
    ...violations.map(({ rule, from, to }) => `${rule}: ${from} imports ${to}`),
    ...unseen.map((file) => `not looked at: ${file}`),
  ];
  return { ok: output.length === 0, looked: modules.length, unit: 'modules', output: output.join('\n') };
};

const deadCode = async (): Promise<Finding> => {
  const args = ['--no-progress', '--reporter', 'symbols', '--reporter', './scripts/knip-count.mjs'];
  const { ok, output } = await runTool('knip', args);
  return { ok, looked: countIn(output, /looked at (\d+) files/), unit: 'files', output };
};

const tests = async (): Promise<Finding> => {
  const directory = await mkdtemp(join(tmpdir(), 'profile-builder-check-'));
  try {
    const report = join(directory, 'report.json');
    const { ok, output } = await runTool('vitest', [
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const { numPassedTests } = z
      .object({ numPassedTests: z.number() })
      .parse(JSON.parse(await readFile(report, 'utf8')));
    return { ok, looked: numPassedTests, unit: 'tests', output };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const noBrowser = whyNoBrowser();

const page = async (): Promise<Finding> => {
  if (noBrowser !== null) return { ok: true, looked: 0, unit: `tests: ${noBrowser}`, output: '' };
  const { ok, output } = await runTool('playwright', ['test', '-c', 'web', '--reporter', 'dot']);
  return { ok, looked: countIn(output, /(\d+) passed/), unit: 'tests', output };
};

const countIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

const steps: readonly (Step & { atLeast: number })[] = [
  { name: 'format', run: format, atLeast: sources },
  { name: 'lint', run: lint, atLeast: sources },
  // start.mjs and first-paint.js are plain JavaScript.
  { name: 'types', run: types, atLeast: sources - 2 },
  { name: 'boundaries', run: boundaries, atLeast: sources },
  { name: 'dead code', run: deadCode, atLeast: sources },
  { name: 'tests', run: tests, atLeast: 1 },
  { name: 'page', run: page, atLeast: noBrowser === null ? 1 : 0 },
];

const attempt = async (run: Step['run']): Promise<Finding> => {
  try {
    return await run();
  } catch (error) {
    return { ok: false, looked: 0, unit: 'files', output: String(error) };
  }
};

const perform = async ({ name, run, atLeast }: (typeof steps)[number]): Promise<boolean> => {
  const { ok, looked, unit, output } = await attempt(run);
  const isEnough = looked >= atLeast;
  console.log(`${name.padEnd(10)}  ${ok && isEnough ? 'ok    ' : 'failed'}  ${looked} ${unit}`);
  if (!ok) console.log(`\n${output.trim()}\n`);
  else if (!isEnough)
    console.log(`\n${name} looked at ${looked} ${unit}; at least ${atLeast} were to be looked at.\n${output}\n`);
  return ok && isEnough;
};

const options = new Set(process.argv.slice(2));
const wanted = steps.filter(({ run }) => ![tests, page].includes(run) || !options.has('--without-tests'));
let failed = 0;
for (const step of wanted) if (!(await perform(step))) failed += 1;
if (options.has('--json')) console.log(JSON.stringify({ passed: wanted.length - failed, failed }));
process.exitCode = failed > 0 ? 1 : 0;
