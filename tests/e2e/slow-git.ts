import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOnPath } from '../../src/adapters/find-on-path.ts';
import { makeSkillRepository } from '../crash/skills.ts';
import { program } from '../fixtures/runs.ts';

/**
 * A `git` that hangs with a stubborn child when it clones one repository, and is git for everything else.
 * Let go, the clone is made after all; the hanging ends by itself when the directory is removed.
 */
export const makeSlowGit = async (directory: string) => {
  const bin = join(directory, 'bin');
  const mark = join(directory, 'clone-is-running');
  const go = join(directory, 'clone-may-end');
  // Nothing here is about git itself, so where there is none a program that copies will do.
  const git = (await findOnPath('git', process.env['PATH'] ?? '')) ?? program('copying-git.sh');
  await mkdir(bin);
  const script = `#!/bin/sh
hang() { while [ -d '${bin}' ] && [ ! -e '${go}' ]; do sleep 0.1; done; }
case "$*" in *slow-repository*)
  (trap '' TERM; hang) &
  echo "Cloning slowly"; : >'${mark}'
  hang;;
esac
exec ${git} "$@"
`;
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  await makeSkillRepository(join(directory, 'slow-repository'));
  return {
    bin,
    identifier: `file://${directory}/slow-repository`,
    /** The search path on which this git comes first. */
    path: `${bin}:${process.env['PATH'] ?? ''}`,
    async isRunning() {
      for (const end = Date.now() + 10_000; Date.now() < end; await sleep(25))
        if (
          await access(mark).then(
            () => true,
            () => false,
          )
        )
          return;
      throw new Error('git was not asked to clone');
    },
    /** Lets every clone end, now and later. */
    release: () => writeFile(go, ''),
    /** Makes the next clone hang again. */
    async hold() {
      await rm(go, { force: true });
      await rm(mark, { force: true });
    },
  };
};
