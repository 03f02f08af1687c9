import { execa } from 'execa';
import type { Environment } from '../io.ts';
import type { Finding } from './finding.ts';

/** The runtime this program runs in. */
export const checkNode = (version: string): Finding => {
  const isEnough = Number(version.split('.')[0]) >= 24;
  const todo = 'Install Node 24 or newer (https://nodejs.org), or use "npm start", which brings its own.';
  return { what: 'Node', state: isEnough ? 'ok' : 'problem', found: version, ...(isEnough ? {} : { todo }) };
};

/** Whether a program is on the PATH and runs; `without` says what does not work if it does not. */
export const checkProgram = async (
  env: Environment,
  { name, args, without }: { name: string; args: readonly string[]; without: string },
): Promise<Finding> => {
  const { failed, stdout, code } = await execa(name, args, {
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 20_000,
  });
  if (!failed) return { what: name, state: 'ok', found: stdout.split('\n')[0] ?? '' };
  const found = code === 'ENOENT' ? 'not on the PATH' : 'found, but it does not run';
  return { what: name, state: 'note', found, todo: `Without it ${without}.` };
};
