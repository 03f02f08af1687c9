import { execa } from 'execa';
import type { Effect } from '../../src/machines/flow/effects.ts';
import type { FlowView } from '../../src/machines/flow/view.ts';
import type { Scratch } from '../../tests/e2e/server.ts';

/** What the program says of one version of a flow. */
export type Told = Readonly<{ view: FlowView; asked: readonly Effect[]; pending: readonly Effect[] }>;

/** Every version of a flow as the commands of the program tell it: `told[version - 1]`. */
export const askCli = async (scratch: Scratch, { id, version: last }: FlowView): Promise<readonly Told[]> => {
  const versions = Array.from({ length: last }, (_, index) => String(index + 1));
  const shows = versions.map((version) => ['show', id, '--at', version]);
  const [replayed = '', ...shown] = await run(scratch, [['replay', id], ...shows]);
  const steps = replayed.trim().split('\n');
  return shown.map((line, index) => {
    const { asked, pending } = JSON.parse(steps[index] ?? '') as Omit<Told, 'view'>;
    return { view: JSON.parse(line) as FlowView, asked, pending };
  });
};

/** What each of the commands printed, run in one process: starting one for each would take minutes. */
const run = async (
  { homedir, hermes, data }: Scratch,
  commands: readonly (readonly string[])[],
): Promise<readonly string[]> => {
  const flags = ['--json', '--hermes-home', hermes, '--data-dir', data];
  const { stdout } = await execa(process.execPath, ['tests/fixtures/programs/run-commands.ts'], {
    input: JSON.stringify(commands.map((command) => [...command, ...flags])),
    extendEnv: false,
    env: { PATH: process.env['PATH'] ?? '', HOME: homedir },
  });
  return JSON.parse(stdout) as readonly string[];
};
