import { mkdir, realpath } from 'node:fs/promises';
import type { ActionRequest } from '../../machines/action.ts';
import type { Installers } from '../../machines/ports/installer.ts';
import type { HermesProgram } from '../installers/hermes-command.ts';
import type { ActionTask, Done } from './action-task.ts';
import { buildServer } from './build-server.ts';
import { installSkill } from './install-skill.ts';
import type { RunCommand } from './run-command.ts';
import { uninstallSkill } from './uninstall-skill.ts';
import { updateSkills } from './update-skills.ts';

export type ServerRequest = Extract<ActionRequest, { verb: 'mcp-install' }>;

/** What performing an action needs. */
export type Performing = Readonly<{
  installers: Installers;
  /** Null when there is no Hermes. */
  program: HermesProgram | null;
  env: Readonly<Record<string, string>>;
  profilePath: (profile: string) => string;
  digestTree: (directory: string) => Promise<string>;
  outputPath: (directory: string) => string;
  /** Writes the entry of a server that was built. */
  finishServer: (request: ServerRequest, clone: string) => Promise<Done>;
  timeoutMs: number;
  run: RunCommand;
  print: (line: string) => void;
}>;

/** Does what was asked in the profile; what its commands print is printed. */
export const performAction = async (around: Performing, task: ActionTask): Promise<Done> => {
  const { request, profile } = task;
  const { program } = around;
  // The default profile counts as there even before Hermes ever ran.
  if (profile === 'default') await mkdir(around.profilePath(profile), { recursive: true, mode: 0o700 });
  const path = await realpath(around.profilePath(profile)).catch(() => null);
  // Hermes would make the directory anew, and with it a profile.
  if (path === null) return { ok: false, said: `Nothing was done: the profile ${profile} is no longer there.` };
  const hermes = program && { ...around, program, path };
  switch (request.verb) {
    case 'skills-install':
      return await installSkill(around, task, request.identifier);
    case 'skills-uninstall':
      return await uninstallSkill({ ...around, path, hermes }, task, request);
    case 'skills-update':
      return hermes ? await updateSkills(hermes, task) : { ok: false, said: 'Hermes, which updates skills, is gone.' };
    case 'mcp-install':
      return await buildServer(
        { ...around, path },
        request.server,
        async (clone) => await around.finishServer(request, clone),
      );
  }
};
