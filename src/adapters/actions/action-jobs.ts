import type { ActionRequest } from '../../machines/action.ts';
import type { ActionCheck, ActionJobs } from '../../machines/ports/action-jobs.ts';
import type { Installers } from '../../machines/ports/installer.ts';
import type { ActionTask } from './action-task.ts';
import { readReceipt } from './receipt.ts';

export type ActionJobsOptions = Readonly<{
  installers: Installers;
  /** Node, and the program that performs one task. */
  program: readonly [string, string];
  places: Pick<ActionTask, 'root' | 'dataDir' | 'homedir' | 'hermes'>;
  /** Environment of this server. */
  baseEnv: Readonly<Record<string, string>>;
  timeoutMs: number;
}>;

/**
 * Actions as processes of their own, which do what is asked, prove it, and end with what came of it: so a run's directory
 * tells all of it, and no server has to be there when it ends.
 */
export const createActionJobs = (options: ActionJobsOptions): ActionJobs => ({
  check: (request) => check(options, request),
  toJob: (action) => ({
    command: [...options.program, JSON.stringify({ ...options.places, ...action } satisfies ActionTask)],
    env: Object.fromEntries(Object.entries(options.baseEnv).filter(([name]) => NEEDED.test(name))),
    cwd: action.directory,
    timeoutMs: options.timeoutMs,
  }),
  readReceipt,
});

/** What its own commands are given, and what MCP servers get of ours; keys of models are in the profiles. */
const NEEDED =
  /^(?:PATH|HOME|USER|SHELL|TERM|TMPDIR|LANG|LC_[A-Z]+|TZ|XDG_\w+|SSH_AUTH_SOCK|(?:https?|no|all)_proxy|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|HERMES_(?:BUNDLED|OPTIONAL)_SKILLS|GITHUB_TOKEN|GH_TOKEN)$/i;

const check = ({ installers, places }: ActionJobsOptions, request: ActionRequest): ActionCheck => {
  if (request.verb === 'skills-update' && places.hermes === null) return needsHermes;
  const chosen = request.verb === 'skills-install' ? installers.for(request.identifier) : null;
  if (chosen === null || chosen.ok) return { ok: true };
  const { code, message } = chosen.problem;
  return { ok: false, code: code === 'install/needs-hermes' ? code : 'install/invalid-identifier', message };
};

const needsHermes: ActionCheck = {
  ok: false,
  code: 'install/needs-hermes',
  message: 'Only Hermes can update skills, and it was not found on PATH. Install Hermes, then restart this server.',
};
