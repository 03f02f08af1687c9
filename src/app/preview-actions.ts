import { type ProblemView, toProblemView } from '../machines/flow/view.ts';
import type { Installer, Installers } from '../machines/ports/installer.ts';
import type { Rehearsed } from '../machines/ports/scratch-home.ts';

/** Something a create would do that is told rather than shown. */
export type PreviewAction = Readonly<{
  action:
    | 'make-directory'
    | 'make-directories'
    | 'copy-files'
    | 'seed-skills'
    | 'add-skills'
    | 'disable-skills'
    | 'install-skill';
  item: string;
  /** One sentence. */
  text: string;
  count?: number;
  /** Every one, by name or path. */
  names?: readonly string[];
}>;

export const toActions = ({ directories, copied, skills }: Rehearsed, home: string): readonly PreviewAction[] => [
  { action: 'make-directory', item: 'identity', text: `Makes the profile at ${home}.`, names: [home] },
  ...about(directories, (count) => ({
    ...{ action: 'make-directories', item: 'identity' },
    text: `Makes ${some(count, 'empty directory', 'empty directories')} in it.`,
  })),
  ...(copied === null
    ? []
    : [
        {
          ...({ action: 'copy-files', item: 'identity', count: copied.files } as const),
          text: `Copies ${some(copied.files, 'file')} (${inBytes(copied.bytes)}) unchanged from ${copied.from}, and for a full clone whatever else is in it.`,
        },
      ]),
  ...about(skills.seeded, (count) => ({
    ...{ action: 'seed-skills', item: 'skills' },
    text: `Copies ${some(count, 'bundled skill')} (with others added: ${some(skills.files, 'file')}, ${inBytes(skills.bytes)}).`,
  })),
  ...about(skills.added, (count) => ({
    ...{ action: 'add-skills', item: 'skills' },
    text: `Adds ${some(count, 'optional skill')}.`,
  })),
  ...about(skills.disabled, (count) => ({
    ...{ action: 'disable-skills', item: 'skills' },
    text: `Disables ${some(count, 'skill')} that ${count === 1 ? 'is' : 'are'} not to be kept.`,
  })),
];

/** A hub skill, and the installer that would take it. */
export type ChosenInstall = Readonly<{ identifier: string; installer: Installer['name'] }>;

/** Hub skills, each once, by the installer that would take them; those that none takes are problems. */
export const toInstalls = (
  installers: Installers,
  hubSkills: readonly string[],
): Readonly<{
  chosen: readonly ChosenInstall[];
  actions: readonly PreviewAction[];
  problems: readonly ProblemView[];
}> => {
  const identifiers = [...new Set(hubSkills.map((identifier) => identifier.trim()))];
  const judged = identifiers.map((identifier) => ({ identifier, answer: installers.for(identifier) }));
  const chosen = judged.flatMap(({ identifier, answer }) =>
    answer.ok ? [{ identifier, installer: answer.installer.name }] : [],
  );
  return {
    chosen,
    actions: chosen.map(toInstall),
    problems: judged.flatMap(({ identifier, answer }) =>
      answer.ok ? [] : [toProblemView(`install:${identifier}`, answer.problem)],
    ),
  };
};

const toInstall = ({ identifier, installer }: ChosenInstall): PreviewAction => ({
  action: 'install-skill',
  item: `install:${identifier}`,
  text: `Installs ${identifier} ${installer === 'hermes' ? 'with Hermes' : 'with the installer that comes along'}, which reads it only then.`,
  names: [identifier],
});

const about = (
  names: readonly string[],
  tell: (count: number) => Pick<PreviewAction, 'action' | 'item' | 'text'>,
): PreviewAction[] => (names.length === 0 ? [] : [{ ...tell(names.length), count: names.length, names }]);

const some = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const inBytes = (bytes: number): string => (bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`);
