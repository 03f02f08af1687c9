import { isAbsolute } from 'node:path';
import type { RunJob } from '../../machines/ports/runner.ts';
import type { Host } from './host.ts';
import type { RunPaths } from './run-directory.ts';

type RunnerArguments = Readonly<{
  paths: RunPaths;
  after: readonly RunPaths[];
  job: RunJob;
  graceMs: number;
  host: Host;
}>;

/** Arguments of runner.sh for one job; throws a `RangeError` for what a shell could not hand on unchanged. */
export const toRunnerArguments = ({ paths, after, job, graceMs, host }: RunnerArguments): readonly string[] => {
  refuseBadJob(job);
  return [
    ...[
      paths.directory,
      job.cwd,
      host.boot,
      host.setsid === null ? 'ps' : 'proc',
      String(graceMs),
      String(Math.ceil(job.timeoutMs)),
    ],
    ...[String(after.length), ...after.map((run) => run.directory)],
    ...toEnvArguments(job.env),
    ...(host.setsid === null ? [] : [host.setsid, '--']),
    ...job.command,
  ];
};

/** What some shell sets or changes on its own account; none of them is a place for a secret. */
const touchedByShells = [
  ...['_', 'PWD', 'OLDPWD', 'SHLVL', 'IFS', 'OPTIND', 'OPTARG', 'OPTERR', 'PPID', 'LINENO'],
  ...['PS1', 'PS2', 'PS4', 'UID', 'EUID', 'SHELLOPTS', 'BASHOPTS', 'RANDOM', 'SECONDS'],
];

/** For env(1): gives each variable a shell may have touched its value again, or takes it away. */
const toEnvArguments = (env: RunJob['env']): readonly string[] => {
  const absent = touchedByShells.filter((name) => env[name] === undefined);
  const present = touchedByShells.filter((name) => env[name] !== undefined);
  return [...absent.flatMap((name) => ['-u', name]), '--', ...present.map((name) => `${name}=${env[name]}`)];
};

const refuseBadJob = (job: RunJob): void => {
  for (const [name, value] of Object.entries(job.env)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name.startsWith('pb_')) {
      throw new RangeError(
        `A run's environment cannot have a variable "${name}": use letters, digits and "_", not starting with "pb_".`,
      );
    }
    refuseNul(value, `the value of ${name}`);
  }
  for (const text of [...job.command, job.cwd]) refuseNul(text, 'an argument');
  if (!isAbsolute(job.cwd))
    throw new RangeError(`A run's working directory must be an absolute path, got "${job.cwd}".`);
  if (!(job.timeoutMs > 0 && job.timeoutMs < 2 ** 31)) {
    throw new RangeError(`A run's timeout must be between 1 ms and 24 days, got ${job.timeoutMs}.`);
  }
};

const refuseNul = (text: string, what: string): void => {
  if (text.includes('\0')) throw new RangeError(`A run cannot pass on ${what}: it holds a NUL character.`);
};
