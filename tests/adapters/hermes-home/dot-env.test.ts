import { readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dotEnvValues,
  setInDotEnv,
  toEnvValue,
  withoutMessagingTokens,
} from '../../../src/adapters/hermes-home/dot-env.ts';
import { fresh, openTempHome } from './temp-home.ts';

describe('setting a variable', () => {
  it.each([
    ['', 'A=1\n'],
    ['B=2', 'B=2\nA=1\n'],
    ['# c\n\nA=0\nB=2\n', '# c\n\nA=1\nB=2\n'],
    ['export A=0\nB=2\n', 'export A=1\nB=2\n'],
    ['A=0\nB=2\nA=3\n', 'A=1\nB=2\n'],
    ['\uFEFFA=0\n', '\uFEFFA=1\n'],
    ['A=0\r\nB=2\r\n', 'A=1\r\nB=2\r\n'],
    ['#A=0\nAB=2\n', '#A=0\nAB=2\nA=1\n'],
    ['  A = 0\n', '  A=1\n'],
  ])('turns %j into %j', (text, expected) => {
    expect(setInDotEnv(text, { A: '1' })).toBe(expected);
  });

  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a b', '"a b"'],
    ['a#b', '"a#b"'],
    ['a"b', '"a\\"b"'],
    ["a'b", `"a'b"`],
    ['a\\ b', '"a\\\\ b"'],
    ['a\\b', 'a\\b'],
    ['a$b', 'a$b'],
  ])('writes %j as %s', (value, written) => {
    expect(setInDotEnv('', { A: value })).toBe(`A=${written}\n`);
  });

  it('gives back every value it can keep to a reader of quotes and escapes', () => {
    const read = (text: string) => dotEnvValues(text)['A'];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { text, changed } = toEnvValue(value);
        expect(read(setInDotEnv('', { A: text }))).toBe(text);
        expect(changed).toBe(text !== value);
        expect(text).toMatch(/^[\t -~]*$/);
      }),
    );
  });
});

it('only what makes a bot answer is left out', () => {
  const kept =
    'TELEGRAM_ALLOWED_USERS=1\nWEBHOOK_PORT=1\nOPENAI_API_KEY=k\n# SLACK_BOT_TOKEN=old\nMY_SLACK_BOT_TOKEN=x\n';
  const left = 'TELEGRAM_BOT_TOKEN=a\nexport SLACK_APP_TOKEN=b\nDISCORD_BOT_TOKEN=c\nMATRIX_ACCESS_TOKEN=d\n';
  const open =
    'HASS_TOKEN=e\nWEBHOOK_ENABLED=true\nAPI_SERVER_KEY=f\nYUANBAO_APP_SECRET=g\nNTFY_TOPIC=h\nIRC_CHANNEL=i\n';
  expect(withoutMessagingTokens(left + kept + open)).toBe(kept);
});

describe('writing .env', () => {
  const openProfile = async () => {
    const temp = await openTempHome();
    await temp.home.createIdentity(temp.ref, fresh);
    return temp;
  };

  it('appends to the comments and stays private', async () => {
    const { home, ref, read, path } = await openProfile();
    expect(await home.writeEnv(ref, { OPENROUTER_API_KEY: 'k', B: 'x y' })).toMatchObject({ ok: true, notices: [] });
    expect(await read('.env')).toMatch(/^# .*\n# .*\n# .*\nOPENROUTER_API_KEY=k\nB="x y"\n$/);
    expect((await stat(join(path, '.env'))).mode & 0o777).toBe(0o600);
  });

  it('says which values it had to change, without telling them', async () => {
    const { home, ref, read } = await openProfile();
    const answer = await home.writeEnv(ref, { A: 's3\r\ncr\u00e9t', B: 'fine' });
    expect(answer).toMatchObject({ notices: [{ code: 'env/value-changed', message: expect.stringContaining('A') }] });
    expect(JSON.stringify(answer)).not.toContain('s3');
    expect(await read('.env')).toContain('A=s3crt\n');
  });

  it.each([
    ['1A', 'env/invalid-name'],
    ['A-B', 'env/invalid-name'],
    ['', 'env/invalid-name'],
    ['PATH', 'env/refused-name'],
    ['LD_PRELOAD', 'env/refused-name'],
    ['HERMES_HOME', 'env/refused-name'],
  ])('refuses %j as %s and writes nothing', async (key, code) => {
    const { home, ref, read } = await openProfile();
    const before = await read('.env');
    const answer = await home.writeEnv(ref, { GOOD: '1', [key]: '2' });
    expect(answer).toMatchObject({ ok: false, problem: { code, nextAction: 'edit-and-retry' } });
    expect(await read('.env')).toBe(before);
  });

  it('rewrites a linked file at its target', async () => {
    const { home, ref, path, base } = await openProfile();
    await rename(join(path, '.env'), join(base, 'real.env'));
    await symlink(join(base, 'real.env'), join(path, '.env'));
    await home.writeEnv(ref, { A: '1' });
    expect(await readFile(join(base, 'real.env'), 'utf8')).toContain('A=1\n');
  });

  it('loses nothing when many ask at once', async () => {
    const { home, ref, read } = await openProfile();
    const keys = Array.from({ length: 20 }, (_, index) => `K${index}`);
    await Promise.all(keys.map(async (key) => await home.writeEnv(ref, { [key]: '1' })));
    for (const key of keys) expect(await read('.env')).toContain(`${key}=1\n`);
  });

  it('leaves no temporary file of a crashed write behind', async () => {
    const { home, ref, path } = await openProfile();
    await writeFile(join(path, '.env_builder.tmp'), 'half');
    await home.writeEnv(ref, { A: '1' });
    await expect(stat(join(path, '.env_builder.tmp'))).rejects.toThrow('ENOENT');
  });
});
