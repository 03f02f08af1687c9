import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from '../../src/adapters/find-on-path.ts';
import { makeSkillRepository } from '../../tests/crash/skills.ts';

/** A `git` whose clones of one repository print what the test says, as it says it, until they may end. */
export const makeTalkingGit = async (directory: string) => {
  const bin = join(directory, 'bin');
  const script = join(directory, 'said');
  const go = join(directory, 'may-end');
  const git = (await findOnPath('git', process.env['PATH'] ?? '')) ?? 'git';
  await mkdir(bin);
  await writeFile(script, '');
  const program = `#!/bin/sh
case "$*" in *talking-repository*)
  read=0
  while [ -d '${bin}' ]; do
    last=0; [ -e '${go}' ] && last=1
    total=$(wc -l <'${script}')
    [ "$total" -gt "$read" ] && sed -n "$((read + 1)),\${total}p" '${script}'
    read=$total
    [ "$last" = 1 ] && break
    sleep 0.05
  done;;
esac
exec ${git} "$@"
`;
  await writeFile(join(bin, 'git'), program, { mode: 0o755 });
  return {
    identifier: await makeSkillRepository(join(directory, 'talking-repository')),
    /** The search path on which this git comes first. */
    path: `${bin}:${process.env['PATH'] ?? ''}`,
    say: (line: string) => appendFile(script, `${line}\n`),
    release: () => writeFile(go, ''),
  };
};
