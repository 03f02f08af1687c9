import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubReader } from '../../machines/ports/skill-hub.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';
import { fault } from './located-skill.ts';
import type { UseSkill } from './locate-skill.ts';
import type { Scanner } from './hermes-scanner.ts';
import { copyForScan } from './scan-files.ts';

export type LocalReaderOptions = Readonly<{
  useSkill: UseSkill;
  /** Null = no Hermes is installed. */
  scanner: Scanner | null;
  /** Directory for copies that are scanned; holds nothing else. */
  scansDirectory: string;
}>;

/** Looks at the skills this program can fetch itself. */
export const createLocalReader = ({ useSkill, scanner, scansDirectory }: LocalReaderOptions): HubReader => ({
  preview: (identifier) =>
    useSkill(identifier, async ({ skill, directory, files }) => {
      const skillMd = await readFile(join(directory, 'SKILL.md'), 'utf8');
      return { ok: true, ...skill, skillMd, files } as const;
    }),
  async scan(identifier, signal) {
    if (scanner === null)
      return fault(
        'hub/no-scanner',
        `${identifier} was not scanned: the scanner is a part of Hermes, which was not found on PATH. Install Hermes and start this server again.`,
      );
    const copied = await useSkill(identifier, async (skill) => ({
      ...({ ok: true, scannedAs: skill.scannedAs } as const),
      ...(await copyForScan(scansDirectory, skill)),
    }));
    if (!copied.ok) return copied;
    try {
      const scan = await scanner({ directory: copied.skill, source: copied.scannedAs }, signal);
      return scan.ok ? { ...scan, identifier } : scan;
    } finally {
      await removeTree(copied.root);
    }
  },
});
