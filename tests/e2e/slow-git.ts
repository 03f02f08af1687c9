import { execFileSync } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSkillRepository } from '../crash/skills.ts';

/** A `git` that hangs with a stubborn child when it clones one repository, and is git for everything else. */
export const makeSlowGit = async (directory: string) => {
  const bin = join(directory, 'bin');
  const mark = join(directory, 'clone-is-running');
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  await mkdir(bin);
  const script = `#!/bin/sh
case "$*" in *slow-repository*)
  (trap '' TERM; sleep 300) &
  echo "Cloning slowly"; : >'${mark}'
  sleep 300;;
esac
exec ${git} "$@"
`;
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  const identifier = await makeSkillRepository(join(directory, 'slow-repository'));
  return {
    bin,
    identifier,
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
  };
};
