import { stat } from 'node:fs/promises';
import type { Installer, Installers } from '../../machines/ports/installer.ts';
import { createHermes, refuseWithoutHermes, type HermesOptions } from './hermes.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import { refuse } from './refusal.ts';
import { createSkillsCli, type SkillsCliOptions } from './skills-cli.ts';
import { workOf } from './skills-work.ts';

export type InstallersOptions = HermesOptions & SkillsCliOptions;

/**
 * Git URLs, folders and whole GitHub repositories go to the embedded installer; `owner/repo/path` to Hermes when there is
 * one; what only Hermes knows is refused without it (`install/needs-hermes`).
 */
export const createInstallers = (options: InstallersOptions): Installers => {
  const hermes = createHermes(options);
  const embedded = createSkillsCli(options);
  const chosen = (installer: Installer) =>
    ({ ok: true, installer: provenByItsRun(installer, { hermes, embedded }) }) as const;
  return {
    for: (identifier) => {
      const parsed = parseIdentifier(identifier);
      switch (parsed.kind) {
        case 'invalid':
          return refuse(
            'install/invalid-identifier',
            `${JSON.stringify(identifier)} cannot be installed: ${parsed.reason}.`,
          );
        case 'git':
        case 'folder':
          return chosen(embedded);
        case 'github':
          return chosen(options.hermes === null || parsed.path === null ? embedded : hermes);
        case 'official':
        case 'hub':
          return options.hermes === null ? refuseWithoutHermes(identifier) : chosen(hermes);
      }
    },
  };
};

// Hermes may have come or gone between start and end of a run; the run's own directory knows who made it.
const provenByItsRun = (
  installer: Installer,
  { hermes, embedded }: Readonly<{ hermes: Installer; embedded: Installer }>,
): Installer => ({
  ...installer,
  prove: async (request, end) => {
    const isEmbedded = await exists(workOf(request.directory).root);
    return (isEmbedded ? embedded : hermes).prove(request, end);
  },
});

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};
