import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDescriber } from '../../../src/adapters/describe-profile.ts';
import { createOpenTerminal } from '../../../src/adapters/open-terminal.ts';
import { createAppFixture } from '../fixture-app.ts';
import { createScratchHome, createShelf, readFailure } from '../fixture-shelf.ts';

type Around = Readonly<{ hermes?: string; timeoutMs?: number; platform?: string; env?: Record<string, string> }>;

/** A server whose machine has these programs in `bin`, each a shell script. */
const open = async (programs: Record<string, string>, around: Around = {}) => {
  const home = await createScratchHome();
  for (const [name, script] of Object.entries(programs)) {
    await home.put(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    await chmod(join(home.base, 'bin', name), 0o755);
  }
  await mkdir(join(home.root, 'profiles/coder'), { recursive: true });
  const { timeoutMs = 5000, platform = 'linux', env = { DISPLAY: ':9' } } = around;
  const path = { PATH: `${join(home.base, 'bin')}:/usr/bin:/bin` };
  const executable = 'hermes' in programs ? join(home.base, 'bin/hermes') : null;
  const fixture = createAppFixture({
    shelf: (engine) => createShelf(home, engine),
    describer: createDescriber({ executable, root: home.root, env: { ...path, KEY: 'of-the-user' }, timeoutMs }),
    openTerminal: createOpenTerminal({ platform, env: { PATH: join(home.base, 'bin'), BASE: home.base, ...env } }),
  });
  onTestFinished(async () => {
    await fixture.close();
    await home.remove();
  });
  const describeAuto = async (body: object = {}, name = 'coder') => {
    const response = await fixture.post(`/api/profiles/${name}/describe-auto`, body);
    return [response.status, await response.json()];
  };
  const openTerminal = async (name = 'coder') => await fixture.post(`/api/profiles/${name}/open-terminal`, {});
  return { ...home, describeAuto, openTerminal };
};

describe('POST /api/profiles/{name}/describe-auto', () => {
  const failed = (reason: unknown) => [200, { ok: false, reason, description: null, description_auto: false }];

  it('answers what Hermes had a model say', async () => {
    const { describeAuto, root, read } = await open({
      hermes:
        'echo "$@ in $HERMES_HOME with $KEY" >"$HERMES_HOME/asked"; echo "Described \'coder\': Writes code: it\'s"; echo "good."',
    });
    const described = {
      ok: true,
      reason: 'described',
      description: "Writes code: it's\ngood.",
      description_auto: true,
    };
    expect(await describeAuto()).toEqual([200, described]);
    expect(await read('hermes/asked')).toBe(`-p default profile describe coder --auto in ${root} with of-the-user\n`);
    await describeAuto({ overwrite: true }, 'default');
    expect(await read('hermes/asked')).toContain('describe default --auto --overwrite in');
  });

  it('answers why there is no description', async () => {
    const refuses = await open({ hermes: 'echo "profile describe coder: LLM error: RuntimeError" >&2; exit 1' });
    expect(await refuses.describeAuto()).toEqual(failed('LLM error: RuntimeError'));
    const crashes = await open({ hermes: 'echo Traceback >&2; exit 3' });
    expect(await crashes.describeAuto()).toEqual(failed(expect.stringContaining('exit code 3')));
    const hangs = await open({ hermes: 'exec sleep 60' }, { timeoutMs: 100 });
    expect(await hangs.describeAuto()).toEqual(failed('Hermes did not answer within 0.1 s.'));
    const none = await open({});
    expect(await none.describeAuto()).toEqual(failed(expect.stringContaining('not found on PATH')));
  });
});

describe('POST /api/profiles/{name}/open-terminal', () => {
  const noting = (name: string) => `printf '%s|' "$0" "$@" >"$BASE/said.new"; /bin/mv "$BASE/said.new" "$BASE/${name}"`;
  const said = async (base: string, name: string) => {
    await expect.poll(async () => await readFile(join(base, name), 'utf8').catch(() => '')).not.toBe('');
    return (await readFile(join(base, name), 'utf8')).replaceAll(join(base, 'bin/'), '');
  };

  it('opens the first terminal there is, with the setup of the profile in it', async () => {
    const { base, openTerminal } = await open({ konsole: noting('said'), xterm: noting('wrong') });
    const response = await openTerminal();
    expect([response.status, await response.json()]).toEqual([200, { ok: true, command: 'coder setup' }]);
    expect(await said(base, 'said')).toBe('konsole|-e|sh|-lc|coder setup|');
    await rm(join(base, 'said'));
    await openTerminal('default');
    expect(await said(base, 'said')).toBe('konsole|-e|sh|-lc|hermes setup|');
  });

  it('hands a terminal that takes one string the whole command', async () => {
    const { base, openTerminal } = await open({ 'xfce4-terminal': noting('said') }, { env: { WAYLAND_DISPLAY: 'w' } });
    await openTerminal();
    expect(await said(base, 'said')).toBe("xfce4-terminal|-e|sh -lc 'coder setup'|");
  });

  it('asks the desktop of a Mac', async () => {
    const { base, openTerminal } = await open({ osascript: noting('said') }, { platform: 'darwin', env: {} });
    await openTerminal();
    expect(await said(base, 'said')).toContain('do script "coder setup"');
  });

  it.each([
    ['no terminal', {}, { DISPLAY: ':9' }],
    ['no desktop', { xterm: 'exit 0' }, {}],
  ])('is refused with %s, naming the command to run', async (_, programs, env) => {
    const { openTerminal } = await open(programs, { env });
    const response = await openTerminal();
    expect(await response.clone().text()).toContain('coder setup');
    expect(await readFailure(response)).toEqual([400, 'terminal/none']);
  });
});

it.each(['describe-auto', 'open-terminal'])('%s is refused for a profile that is not there', async (what) => {
  const { describeAuto, openTerminal } = await open({ hermes: 'exit 0', xterm: 'exit 0' });
  const ask = async (name: string) =>
    what === 'open-terminal' ? (await openTerminal(name)).status : (await describeAuto({}, name))[0];
  expect([await ask('ghost'), await ask('Coder')]).toEqual([404, 400]);
});
