import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { writeTree } from '../contracts/installer.contract.ts';
import { hermesAgent } from './with-hermes.ts';

export type Asked<S extends z.ZodType> = Readonly<{
  /** Statements; what `answer(…)` is called with is the answer. `given` is the input. */
  script: string;
  schema: S;
  given?: unknown;
  /** Files of the Hermes home it runs in. */
  files?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, string>>;
}>;

/** Asks Hermes' own modules, by its Python, in a home of their own and without a network. */
export const askPython = async <S extends z.ZodType>(asked: Asked<S>): Promise<z.output<S>> => {
  const { script, schema, given = null, files = {}, env = {} } = asked;
  const home = await mkdtemp(join(tmpdir(), 'profile-builder-python-'));
  try {
    await writeTree(join(home, '.hermes'), { 'auth.json': '{}', ...files });
    const { stdout } = await execa(join(dirname(String(hermesAgent)), 'python'), ['-c', `${frame}\n${script}`], {
      env: { PATH: '/usr/bin:/bin', HOME: home, HERMES_HOME: join(home, '.hermes'), ...offline, ...env },
      ...{ extendEnv: false, input: JSON.stringify(given), timeout: 120_000 },
    });
    return schema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf(MARK) + MARK.length)));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

const MARK = '@answer@';

const frame = `import json, sys
given = json.load(sys.stdin)
def answer(what):
    print('${MARK}' + json.dumps(what))`;

/** Nothing listens there, and Hermes installs no packages of its own accord. */
const offline = {
  ...{ https_proxy: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' },
  ...{ HERMES_DISABLE_LAZY_INSTALLS: '1', PYTHONUTF8: '1' },
};
