import type { Notice } from '../flow/codes.ts';
import type { ProfileRef } from './profile-home.ts';
import type { Result, Wrote } from './result.ts';
import type { RunEnd, RunJob } from './runner.ts';

export type InstallRequest = Readonly<{
  profile: ProfileRef;
  identifier: string;
  /** Private directory of this run; everything temporary lives in it. */
  directory: string;
}>;

/** The facts of a proved install. */
export type Installed = Readonly<{
  name: string;
  path: string;
  /** Hermes' judgement of it, in Hermes' words: `safe`, `caution`, … and `builtin`, `trusted`, `community`. */
  scan?: Readonly<{ verdict: string; trust: string }>;
  wrote: Wrote;
  notices: readonly Notice[];
}>;

/** Turns an identifier into a command, and the command's end into proof. Contract: `tests/contracts/installer.contract.ts`. */
export type Installer = Readonly<{
  name: 'hermes' | 'skills';
  /** The command to run, or why it must not run (bad identifier, Hermes missing, hand-made skill in the way). */
  prepare(request: InstallRequest): Promise<Result<{ job: Omit<RunJob, 'after'> }>>;
  /** Judges a run that ended by itself: by disk, never by exit code. Idempotent. */
  prove(request: InstallRequest, end: Extract<RunEnd, { state: 'exited' }>): Promise<Result<Installed>>;
}>;

/** Chooses the installer of an identifier; a problem when none can take it. */
export type Installers = Readonly<{ for(identifier: string): Result<{ installer: Installer }> }>;
