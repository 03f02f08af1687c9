import type { ActionRequest, Receipt } from '../action.ts';
import type { RunJob } from './runner.ts';

/** An action on its way: `directory` is private to its run. */
export type ProfileAction = Readonly<{ name: string; profile: string; request: ActionRequest; directory: string }>;

/** Whether an action can be done here at all. */
export type ActionCheck =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; code: 'install/invalid-identifier' | 'install/needs-hermes'; message: string }>;

/** Turns actions into commands. A command ends with 0 when, and only when, what was asked for is proved to be there. */
export type ActionJobs = Readonly<{
  /** Asked before anything is started. */
  check(request: ActionRequest): ActionCheck;
  toJob(action: ProfileAction): Omit<RunJob, 'after'>;
  /** What an install left in its profile, by the directory of its run; null when Hermes' lock file knows it, or there is nothing. */
  readReceipt(directory: string): Promise<Receipt | null>;
}>;
