import { execa } from 'execa';
import { whyNoBrowser } from './chromium.ts';
import { root } from './run-tool.ts';

const run = async (command: string, args: readonly string[]): Promise<boolean> => {
  const { failed } = await execa(command, args, { cwd: root, preferLocal: true, stdio: 'inherit', reject: false });
  return !failed;
};

const runBrowserTests = async (): Promise<boolean> => {
  const reason = whyNoBrowser();
  if (reason === null) return run('playwright', ['test', '-c', 'web']);
  console.log(`\nleft out: the tests in a browser: ${reason}`);
  return true;
};

// Arguments choose tests, and only Vitest's can be chosen here: "npx playwright test -c web" takes its own.
const args = process.argv.slice(2);
const isUnitsOk = await run('vitest', ['run', ...args]);
const isPageOk = args.length > 0 || (await runBrowserTests());
process.exitCode = isUnitsOk && isPageOk ? 0 : 1;
