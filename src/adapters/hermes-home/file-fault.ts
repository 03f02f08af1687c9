import type { NextAction, Problem, ProblemCode } from '../../machines/flow/codes.ts';
import { errorCode } from '../files/errno.ts';

/** A refusal on its way out of nested file work; `toProblem` turns it back into a value. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** A problem with the action people most often need for it. */
export const problem = (code: ProblemCode, message: string, nextAction: NextAction = 'retry'): Problem => ({
  code,
  message,
  nextAction,
});

/** Path the failed system call was about, else the one the caller was busy with. */
export const errorPath = (error: unknown, fallback: string): string => {
  if (!(error instanceof Error)) return fallback;
  if ('dest' in error && typeof error.dest === 'string') return error.dest;
  return 'path' in error && typeof error.path === 'string' ? error.path : fallback;
};

/** What a person can do about a failed file operation, in one sentence. */
export const adviceOf = (error: unknown): string => advice[errorCode(error)] ?? 'Look at that path, then try again.';

/** What the system found, in words. */
export const findingOf = (error: unknown): string => {
  const code = errorCode(error);
  return findings[code] ?? (error instanceof Error ? error.message : String(error));
};

const findings: Readonly<Record<string, string>> = {
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  ENOENT: 'it is not there',
  ENOTDIR: 'something that is not a directory stands in the way',
  EEXIST: 'something is already there',
  ENOTEMPTY: 'something is already there',
  EISDIR: 'a directory is there where a file belongs',
  ELOOP: 'its links lead in a circle',
};

const advice: Readonly<Record<string, string>> = {
  EACCES: 'Give this server permission there, then try again.',
  EPERM: 'Give this server permission there, then try again.',
  ENOSPC: 'Free some space, then try again.',
  EDQUOT: 'Free some space, then try again.',
  EROFS: 'Make it writable or choose another Hermes home, then try again.',
  ENOTDIR: 'Move it away, then try again.',
  EEXIST: 'Move it away or choose another name, then try again.',
  ENOTEMPTY: 'Move it away or choose another name, then try again.',
};

/** The problem of a failed write: what was attempted, where, what was found, what to do next. */
export const toProblem = (code: ProblemCode, attempted: string, path: string, error: unknown): Problem =>
  error instanceof Refused
    ? error.problem
    : problem(code, `${attempted} failed at ${errorPath(error, path)}: ${findingOf(error)}. ${adviceOf(error)}`);
