// Prints "<passed> <failed>" of one runner: node .ci/count.mjs vitest|playwright|summary FILE EXIT-STATUS
// A runner that failed without naming a failure, or that ran nothing, counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

const [, , kind, file, status] = process.argv;

const complain = (line) => process.stderr.write(`ci: ${line}\n`);

/** A test CI cannot run says so in its title; any other that was skipped is a failure. */
const isExcused = (title) => /\(not in CI: .+\)/.test(title);

const countVitest = ({ testResults }) => {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(
    ({ status: state, fullName }) => !['passed', 'failed'].includes(state) && !isExcused(fullName),
  );
  // A file that cannot be loaded fails without a failed test of its own.
  const broken = testResults.filter(
    ({ status: state, assertionResults }) =>
      state === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  for (const { fullName } of skipped) complain(`skipped, and CI could have run it: ${fullName}`);
  for (const { name } of broken) complain(`failed outside its tests: ${name}`);
  const named = tests.filter((test) => test.status === 'failed').length;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: named + skipped.length + broken.length,
  };
};

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

const countPlaywright = (report) => {
  const tests = specsOf(report).flatMap(({ title, tests: runs }) =>
    runs.map(({ status: state }) => ({ title, state })),
  );
  const skipped = tests.filter(({ state, title }) => state === 'skipped' && !isExcused(title));
  const failed = tests.filter(({ state }) => ['unexpected', 'flaky'].includes(state));
  for (const { title } of skipped) complain(`skipped, and CI could have run it: ${title}`);
  // A file that cannot be loaded, or a global setup that fails.
  for (const { message } of report.errors) complain(`failed outside its tests: ${message}`);
  return {
    passed: tests.filter(({ state }) => state === 'expected').length,
    failed: failed.length + skipped.length + report.errors.length,
  };
};

const counters = { vitest: countVitest, playwright: countPlaywright };

const parseSummary = (line) => {
  try {
    const { passed, failed } = JSON.parse(line);
    return Number.isInteger(passed) && Number.isInteger(failed) ? { passed, failed } : null;
  } catch {
    return null;
  }
};

const readCounts = () => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kind === 'summary') return parseSummary(text.trimEnd().split('\n').at(-1));
  return text ? counters[kind](JSON.parse(text)) : null;
};

const counts = readCounts() ?? { passed: 0, failed: 0 };
if (counts.failed === 0 && status !== '0') {
  complain(`ended with exit status ${status} and named no failure.`);
  counts.failed = 1;
}
if (counts.passed + counts.failed === 0) {
  complain('ran nothing, or did not say what it ran.');
  counts.failed = 1;
}
process.stdout.write(`${counts.passed} ${counts.failed}\n`);
