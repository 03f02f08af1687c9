import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { skillText, writeTree } from '../contracts/installer.contract.ts';
import { program } from '../fixtures/runs.ts';

/** What the fake `hermes` does instead of installing, by identifier: variables of `hermes.mjs` without `FAKE_HERMES_`. */
export type Answers = Readonly<Record<string, Readonly<{ SAYS?: string; LACKS?: string; WAITS_FOR?: string }>>>;

const notedSchema = z.object({
  what: z.enum(['began', 'ended']),
  id: z.string(),
  home: z.string(),
  argv: z.array(z.string()),
});
export type Noted = z.infer<typeof notedSchema>;

/** A `hermes` on a search path of its own, with optional skills at these places; what it was asked is kept in a journal. */
export const makeFakeHermes = async (directory: string, optional: readonly string[] = [], answers: Answers = {}) => {
  const bin = join(directory, 'fake-bin');
  await mkdir(bin);
  await symlink(program('hermes.mjs'), join(bin, 'hermes'));
  await writeFile(join(bin, 'answers.json'), JSON.stringify(toVariables(answers)));
  await writeFile(join(bin, 'journal'), '');
  await writeTree(
    join(directory, 'optional'),
    Object.fromEntries(optional.map((path) => [`${path}/SKILL.md`, text(path)])),
  );
  return {
    env: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HERMES_OPTIONAL_SKILLS: join(directory, 'optional'),
      /** Nothing listens there, so that no clone over the network is waited for. */
      https_proxy: 'http://127.0.0.1:9',
    },
    executable: join(bin, 'hermes'),
    /** Installs into a profile, in the order they began and ended. */
    journal: async (profile: string): Promise<readonly Noted[]> => {
      const lines = (await readFile(join(bin, 'journal'), 'utf8')).split('\n').filter((line) => line !== '');
      return lines
        .map((line) => notedSchema.parse(JSON.parse(line)))
        .filter(({ home }) => home.endsWith(`/${profile}`));
    },
  };
};

const toVariables = (answers: Answers) =>
  Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      Object.fromEntries(Object.entries(answer).map(([name, value]) => [`FAKE_HERMES_${name}`, value])),
    ]),
  );

const text = (path: string) => skillText(path.split('/').at(-1) ?? path);
