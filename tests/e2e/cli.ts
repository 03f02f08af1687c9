import type { Readable } from 'node:stream';
import { execa } from 'execa';
import type { Scratch } from './server.ts';

export type CliResult = Readonly<{ code: number | undefined; out: string; err: string; lines: readonly string[] }>;

type CliOptions = Readonly<{ env?: Readonly<Record<string, string>>; cwd?: string; input?: string }>;

/** The real program on the command line, for the data of one scratch machine. */
export const createCli = ({ homedir, hermes, data, directory }: Scratch) => {
  const start = (args: readonly string[], { env = {}, cwd = directory, input = '' }: CliOptions = {}) =>
    execa(process.execPath, [script, ...args], {
      cwd,
      input,
      reject: false,
      extendEnv: false,
      stripFinalNewline: false,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: homedir,
        HERMES_HOME: hermes,
        PROFILE_BUILDER_DATA: data,
        PORT: '0',
        ...env,
      },
    });
  return {
    start,
    run: async (args: readonly string[], options: CliOptions = {}): Promise<CliResult> =>
      toResult(await start(args, options)),
  };
};

/** A result once the process has ended. */
export const toResult = ({ exitCode, stdout, stderr }: Ended): CliResult => ({
  code: exitCode,
  out: stdout,
  err: stderr,
  lines: stdout.split('\n').filter((line) => line !== ''),
});

type Ended = Readonly<{ exitCode?: number | undefined; stdout: string; stderr: string }>;

/** Resolves when the process has printed a line that matches. */
export const hasPrinted = async ({ stdout }: { stdout: Readable }, pattern: RegExp): Promise<void> => {
  let text = '';
  for await (const chunk of stdout.setEncoding('utf8')) if (pattern.test((text += String(chunk)))) return;
  throw new Error(`${String(pattern)} was not printed; this was: ${text}`);
};

const script = new URL('../../src/start.mjs', import.meta.url).pathname;
