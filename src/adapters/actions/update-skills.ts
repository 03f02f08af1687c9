import { decisiveLine } from '../installers/command-output.ts';
import type { ActionTask, Done } from './action-task.ts';
import { askHermes, type InHermes } from './in-hermes.ts';

/** Lets Hermes update what it installed. Its exit code says nothing, so its lines are read. */
export const updateSkills = async (hermes: InHermes, task: ActionTask): Promise<Done> => {
  const { code, lines } = await askHermes(hermes, task, ['skills', 'update']);
  const failure = lines.find((line) => FAILED.test(line));
  const result = lines.findLast((line) => DONE.test(line));
  if (code === 0 && failure === undefined && result !== undefined) return { ok: true, said: result.trim() };
  return { ok: false, said: `Hermes did not update all skills: ${(failure ?? decisiveLine(lines)).trim()}` };
};

const DONE = /^(?:No updates available\.|Updated \d+ skill\(s\)\.)/;
const FAILED = /^(?:Error:|Installation blocked:|(?:Confirm \[y\/N\]: ?)?Installation cancelled\.)/;
