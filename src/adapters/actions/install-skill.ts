import { rm } from 'node:fs/promises';
import type { Installed, Installer, InstallRequest, Installers } from '../../machines/ports/installer.ts';
import type { Result } from '../../machines/ports/result.ts';
import { workOf } from '../installers/skills-work.ts';
import type { ActionTask, Done } from './action-task.ts';
import { writeReceipt } from './receipt.ts';
import type { RunCommand } from './run-command.ts';

type Around = Readonly<{ installers: Installers; run: RunCommand }>;

/** Installs a skill as a flow would: by the same installers, proved in the same way. */
export const installSkill = async (
  { installers, run }: Around,
  { name, profile, directory }: ActionTask,
  identifier: string,
): Promise<Done> => {
  const request = { profile: { flow: name, profile }, identifier, directory };
  try {
    const chosen = installers.for(identifier);
    const installed = chosen.ok ? await install(chosen.installer, request, run) : chosen;
    return installed.ok ? { ok: true, said: toText(installed) } : { ok: false, said: installed.problem.message };
  } finally {
    // What it was made of may be a whole repository.
    await rm(workOf(directory).root, { recursive: true, force: true });
  }
};

const install = async (installer: Installer, request: InstallRequest, run: RunCommand): Promise<Result<Installed>> => {
  const prepared = await installer.prepare(request);
  if (!prepared.ok) return prepared;
  const code = await run(prepared.job);
  const about = { state: 'exited', reason: 'exited', startedAt: null, endedAt: new Date().toISOString() } as const;
  const proved = await installer.prove(request, { ...about, code });
  const digest = proved.ok ? proved.wrote[`${proved.path}/`] : null;
  if (proved.ok && digest && installer.name === 'skills')
    await writeReceipt(request.directory, { name: proved.name, path: proved.path, digest });
  return proved;
};

const toText = ({ name, path, notices }: Installed) =>
  [`${name} is at ${path}.`, ...notices.map(({ message }) => message)].join(' ');
