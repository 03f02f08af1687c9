import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** Root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

export type Ran = Readonly<{ ok: boolean; stdout: string; output: string }>;

/** Runs a tool of `node_modules/.bin`, colours and stdin off; a failure is an answer, not an exception. */
export const runTool = async (command: string, args: readonly string[], cwd: string = root): Promise<Ran> => {
  const { failed, stdout, all, message } = await execa(command, args, {
    cwd,
    preferLocal: true,
    localDir: root,
    reject: false,
    all: true,
    stdin: 'ignore',
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  return { ok: !failed, stdout, output: all || (message ?? '') };
};
