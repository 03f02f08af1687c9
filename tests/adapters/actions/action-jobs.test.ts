import { describe, expect, it } from 'vitest';
import { createActionJobs } from '../../../src/adapters/actions/action-jobs.ts';
import { actionTaskSchema } from '../../../src/adapters/actions/action-task.ts';
import type { ActionRequest } from '../../../src/machines/action.ts';
import type { Installers } from '../../../src/machines/ports/installer.ts';

const install = (identifier: string): ActionRequest => ({ verb: 'skills-install', identifier });

const refusing: Installers = {
  for: (identifier) => ({
    ok: false,
    problem: {
      code: identifier === 'hub' ? 'install/needs-hermes' : 'install/invalid-identifier',
      message: `${identifier} cannot be.`,
      nextAction: 'edit-and-retry',
    },
  }),
};

const open = (hermes: string | null) =>
  createActionJobs({
    installers: refusing,
    program: ['/node', '/perform.ts'],
    places: { root: '/root', dataDir: '/data', homedir: '/home', hermes },
    baseEnv: {
      PATH: '/bin',
      HOME: '/home',
      https_proxy: 'p',
      XDG_RUNTIME_DIR: '/x',
      GH_TOKEN: 'g',
      'A.B': '1',
      ...secrets,
    },
    timeoutMs: 1000,
  });
const secrets = { OPENROUTER_API_KEY: 's', PROFILE_BUILDER_TOKEN: 's', AWS_SECRET: 's', HERMES_HOME: '/elsewhere' };

describe('the job of an action', () => {
  it('is told what to do, and gets of the environment what its commands need', () => {
    const action = { name: 'one', profile: 'coder', directory: '/run/work', request: install('x') };
    const { command, env, cwd } = open('/hermes').toJob(action);
    expect(command.slice(0, 2)).toEqual(['/node', '/perform.ts']);
    expect(actionTaskSchema.strict().parse(JSON.parse(command[2] ?? ''))).toEqual({
      ...action,
      ...{ root: '/root', dataDir: '/data', homedir: '/home', hermes: '/hermes' },
    });
    expect(env).toEqual({ PATH: '/bin', HOME: '/home', https_proxy: 'p', XDG_RUNTIME_DIR: '/x', GH_TOKEN: 'g' });
    expect(cwd).toBe('/run/work');
  });
});

describe('whether an action can be done', () => {
  it.each([
    [install('hub'), null, 'install/needs-hermes'],
    [install('-x'), '/hermes', 'install/invalid-identifier'],
    [{ verb: 'skills-update' } as const, null, 'install/needs-hermes'],
    [{ verb: 'skills-update' } as const, '/hermes', undefined],
    [{ verb: 'skills-uninstall', name: 'x', receipts: [] } as const, null, undefined],
  ])('%j with Hermes %s: %s', (request, hermes, code) => {
    const checked = open(hermes).check(request);
    expect(checked.ok ? undefined : checked.code).toBe(code);
  });
});
