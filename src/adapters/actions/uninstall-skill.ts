import { join } from 'node:path';
import type { Receipt } from '../../machines/action.ts';
import { isTaken } from '../files/directory-identity.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';
import { decisiveLine } from '../installers/command-output.ts';
import { readHermesLock } from '../installers/hermes-lock.ts';
import type { ActionTask, Done } from './action-task.ts';
import { askHermes, type InHermes } from './in-hermes.ts';
import { isPlainPath, removeLocked } from './remove-skill.ts';

type Asked = Readonly<{ name: string; receipts: readonly Receipt[] }>;
type Around = Readonly<{
  /** Real path of the profile. */
  path: string;
  /** Null when there is none: then what Hermes would do is done here. */
  hermes: InHermes | null;
  digestTree: (directory: string) => Promise<string>;
}>;

/**
 * Removes a skill that was provably installed from a hub: Hermes' lock file has it, or it is still, byte for byte, what
 * an install of ours left. Anything else may be somebody's own work.
 */
export const uninstallSkill = async (around: Around, task: ActionTask, { name, receipts }: Asked): Promise<Done> => {
  const entry = (await readHermesLock(around.path)).find((one) => one.name === name);
  if (entry) return await uninstallLocked(around, task, entry);
  for (const { path, digest } of receipts) {
    const isOurs = path.startsWith('skills/') && (await isPlainPath(around.path, path));
    const directory = join(around.path, path);
    if (!isOurs || !isTaken(directory) || (await around.digestTree(directory)) !== digest) continue;
    await removeTree(directory);
    return { ok: true, said: `Uninstalled '${name}' from ${path}` };
  }
  return { ok: false, said: `Error: ${receipts.length > 0 ? changed(name) : unknown(name)}` };
};

const uninstallLocked = async (
  { path, hermes }: Around,
  task: ActionTask,
  entry: Readonly<{ name: string; path: string }>,
): Promise<Done> => {
  const why =
    hermes === null ? await removeLocked(path, entry.name, entry.path) : await removeByHermes(hermes, task, entry.name);
  const isGone = !isTaken(join(path, 'skills', entry.path));
  const isForgotten = (await readHermesLock(path)).every(({ name }) => name !== entry.name);
  if (why === null && isGone && isForgotten)
    return { ok: true, said: `'${entry.name}' is gone from skills/${entry.path}.` };
  const left = isGone ? 'its entry in skills/.hub/lock.json is still there' : `skills/${entry.path} is still there`;
  return { ok: false, said: `'${entry.name}' was not uninstalled: ${why ?? left}.` };
};

const removeByHermes = async (hermes: InHermes, task: ActionTask, name: string): Promise<string | null> => {
  const { code, lines } = await askHermes(hermes, task, ['skills', 'uninstall', '--', name]);
  const failure = lines.find((line) => line.startsWith('Error:'));
  if (code === 0 && failure === undefined) return null;
  return failure ?? `Hermes ended with exit code ${code}: ${decisiveLine(lines)}`;
};

const changed = (name: string) =>
  `'${name}' was changed since it was installed, or is gone. Remove it by hand if nobody needs the changes.`;

const unknown = (name: string) =>
  `'${name}' is not a hub-installed skill (may be a builtin). Remove it by hand if you mean it.`;
