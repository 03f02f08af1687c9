import { describe, expect, test } from 'vitest';
import { resolveSettings, type SettingsSource } from '../../src/cli/settings.ts';

const resolve = (source: Partial<SettingsSource> = {}) =>
  resolveSettings({
    flags: {},
    env: {},
    cwd: '/work dir',
    homedir: '/home/u',
    resolveHermesRoot: ({ hermesHome, homedir }) => hermesHome ?? `${homedir}/.hermes`,
    toRealPath: (path) => path.replace('/link', '/real'),
    ...source,
  });

describe('resolveSettings', () => {
  test('has defaults for everything', () => {
    expect(resolve()).toMatchObject({ host: '127.0.0.1', port: 9120, token: null, hermesHome: '/home/u/.hermes' });
    expect(resolve()).toMatchObject({
      dataDir: expect.stringMatching(/^\/home\/u\/\.local\/share\/profile-builder\/[0-9a-f]{16}$/) as string,
    });
  });

  test('takes the environment, and flags before it', () => {
    const env = {
      PORT: '1',
      HOST: '::1',
      HERMES_HOME: '/h1',
      PROFILE_BUILDER_DATA: '/d1',
      PROFILE_BUILDER_TOKEN: 't1',
    };
    expect(resolve({ env })).toMatchObject({ port: 1, host: '::1', hermesHome: '/h1', dataDir: '/d1', token: 't1' });
    const flags = { port: '0', host: 'localhost', hermesHome: 'h2', dataDir: '~/d2', token: 't2' };
    expect(resolve({ env, flags })).toMatchObject({
      port: 0,
      host: 'localhost',
      hermesHome: '/work dir/h2',
      dataDir: '/home/u/d2',
      token: 't2',
    });
  });

  test('takes the address of a dashboard, and its token from the environment only', () => {
    const env = { HERMES_DASHBOARD_URL: 'http://127.0.0.1:9119', HERMES_DASHBOARD_SESSION_TOKEN: 't' };
    expect(resolve({ env })).toMatchObject({ dashboard: { url: 'http://127.0.0.1:9119', token: 't' } });
    expect(resolve({ flags: { hermesUrl: 'https://h.example' } })).toMatchObject({
      dashboard: { url: 'https://h.example', token: null },
    });
    expect(resolve()).not.toHaveProperty('dashboard');
    for (const hermesUrl of ['127.0.0.1:9119', 'file:///x', 'x'])
      expect(resolve({ flags: { hermesUrl } })).toMatchObject({ wrong: expect.stringContaining(hermesUrl) as string });
  });

  test('takes sources of skills, folders among them from where it was started', () => {
    const skillSource = ['https://h.example/x.git', 'o/r', './mine', '~/ours', 'o/r'];
    expect(resolve({ flags: { skillSource } })).toMatchObject({
      skillSources: ['https://h.example/x.git', 'o/r', '/work dir/mine', '/home/u/ours'],
      skillRegistry: 'https://skills.sh',
    });
    const env = { PROFILE_BUILDER_SKILL_SOURCES: 'o/r, file:///a b ,', SKILLS_API_URL: 'http://127.0.0.1:1' };
    expect(resolve({ env })).toMatchObject({
      skillSources: ['o/r', 'file:///a b'],
      skillRegistry: 'http://127.0.0.1:1',
    });
    expect(resolve({ env, flags: { skillSource: [], skillRegistry: 'none' } })).toMatchObject({ skillSources: [] });
    expect(resolve({ env, flags: { skillRegistry: 'none' } })).not.toHaveProperty('skillRegistry');
  });

  test.each(['official/x', 'name', '-x', 'https://u:hunter2@h.example/x.git', 'https://token@h.example/x.git'])(
    'refuses %s as a source of skills, without its password',
    (source) => {
      const answer = resolve({ flags: { skillSource: [source] } });
      expect(answer).toMatchObject({ wrong: expect.stringMatching(/source of skills|password/) as string });
      expect(JSON.stringify(answer)).not.toMatch(/hunter2|token@/);
    },
  );

  test('refuses what is no address of a registry', () => {
    expect(resolve({ flags: { skillRegistry: 'ftp://x' } })).toMatchObject({
      wrong: expect.stringContaining('ftp://x') as string,
    });
  });

  test('takes blank variables as not set', () => {
    const blank = {
      PORT: ' ',
      HOST: '',
      HERMES_HOME: ' ',
      PROFILE_BUILDER_DATA: '',
      PROFILE_BUILDER_TOKEN: ' ',
      SKILLS_API_URL: ' ',
    };
    expect(resolve({ env: blank })).toEqual({ ...resolve(), env: blank });
  });

  test('keeps the data of two Hermes roots apart, and of one root together however it is spelled', () => {
    const dataDirOf = (hermesHome: string) => {
      const settings = resolve({ flags: { hermesHome } });
      return 'dataDir' in settings ? settings.dataDir : null;
    };
    expect(dataDirOf('/a')).not.toBe(dataDirOf('/b'));
    expect(dataDirOf('/link')).toBe(dataDirOf('/real'));
  });

  test('puts data into XDG_DATA_HOME when it is absolute', () => {
    expect(resolve({ env: { XDG_DATA_HOME: '/xdg' } })).toMatchObject({
      dataDir: expect.stringMatching(/^\/xdg\/profile-builder\//) as string,
    });
    expect(resolve({ env: { XDG_DATA_HOME: 'xdg' } })).toMatchObject({
      dataDir: expect.stringMatching(/^\/home\/u\/\.local/) as string,
    });
  });

  test.each(['-1', '65536', '80a', '1.5', '0x50', '99999999'])('refuses the port %s in words', (port) => {
    expect(resolve({ flags: { port } })).toEqual({ wrong: expect.stringContaining(`--port is "${port}"`) as string });
    expect(resolve({ env: { PORT: port } })).toEqual({ wrong: expect.stringContaining(`PORT is "${port}"`) as string });
  });

  test('refuses an empty port, host or token given as a flag', () => {
    expect(resolve({ flags: { port: '' } })).toHaveProperty('wrong');
    expect(resolve({ flags: { host: '' } })).toHaveProperty('wrong');
    expect(resolve({ flags: { token: '' } })).toHaveProperty('wrong');
  });

  test('never repeats a token it refuses', () => {
    const settings = resolve({ env: { PROFILE_BUILDER_TOKEN: 'two words' } });
    expect(settings).toEqual({ wrong: expect.stringContaining('PROFILE_BUILDER_TOKEN') as string });
    expect(JSON.stringify(settings)).not.toContain('two words');
  });

  test.each(['/h', '/h/data', '/link/h2/../../h/x'])(
    'refuses the data directory %s inside the Hermes home',
    (dataDir) => {
      expect(resolve({ flags: { hermesHome: '/h', dataDir } })).toEqual({
        wrong: expect.stringContaining('is inside the Hermes home') as string,
      });
    },
  );
});
