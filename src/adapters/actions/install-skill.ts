import { rm } from 'node:fs/promises';
import type { Installers } from '../../machines/ports/installer.ts';
import { workOf } from '../installers/skills-work.ts';
import type { ActionTask, Done } from './action-task.ts';
import { writeReceipt } from './receipt.ts';
import type { RunCommand } from './run-command.ts';

/** Installs a skill as a flow would: by the same installers, proved in the same way. */
export const installSkill = async (
  { installers, run }: Readonly<{ installers: Installers; run: RunCommand }>,
  { name, profile, directory }: ActionTask,
  identifier: string,
): Promise<Done> => {
  const chosen = installers.for(identifier);
  if (!chosen.ok) return { ok: false, said: chosen.problem.message };
  const { installer } = chosen;
  const request = { profile: { flow: name, profile }, identifier, directory };
  const prepared = await installer.prepare(request);
  if (!prepared.ok) return { ok: false, said: prepared.problem.message };
  const code = await run(prepared.job);
  const ended = {
    state: 'exited',
    reason: 'exited',
    code,
    startedAt: null,
    endedAt: new Date().toISOString(),
  } as const;
  const proved = await installer.prove(request, ended);
  if (!proved.ok) return { ok: false, said: proved.problem.message };
  const digest = proved.wrote[`${proved.path}/`];
  if (installer.name === 'skills' && digest)
    await writeReceipt(directory, { name: proved.name, path: proved.path, digest });
  await rm(workOf(directory).root, { recursive: true, force: true });
  return {
    ok: true,
    said: [`${proved.name} is at ${proved.path}.`, ...proved.notices.map(({ message }) => message)].join(' '),
  };
};
