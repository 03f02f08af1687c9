import { chmod, mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fresh, openTempHome } from './temp-home.ts';

const openProfile = async (config?: string) => {
  const temp = await openTempHome();
  await temp.home.createIdentity(temp.ref, fresh);
  const file = join(temp.path, 'config.yaml');
  if (config !== undefined) await writeFile(file, config);
  const write = async (provider: string, model: string, baseUrl?: string) =>
    await temp.home.writeModel(temp.ref, { provider, model, ...(baseUrl === undefined ? {} : { baseUrl }) });
  return { ...temp, file, write, config: async () => await readFile(file, 'utf8') };
};

describe('writing the model', () => {
  it('makes a private config.yaml with provider and default', async () => {
    const { write, config, file } = await openProfile();
    expect(await write('openrouter', 'anthropic/claude-sonnet-4')).toMatchObject({ ok: true });
    expect(await config()).toBe('model:\n  provider: openrouter\n  default: anthropic/claude-sonnet-4\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('writes nothing the second time', async () => {
    const { write, file } = await openProfile();
    const first = await write('openrouter', 'a/b');
    const before = await stat(file, { bigint: true });
    expect(await write('openrouter', 'a/b')).toEqual(first);
    expect((await stat(file, { bigint: true })).ino).toBe(before.ino);
  });

  it('keeps an address that was given', async () => {
    const { write, config } = await openProfile();
    await write('custom:litellm', 'ollama/glm-5.2', 'http://localhost:4000/v1');
    expect(await config()).toBe(
      'model:\n  provider: custom:litellm\n  default: ollama/glm-5.2\n  base_url: http://localhost:4000/v1\n',
    );
  });

  it('notices that there is no key for the provider, until there is one', async () => {
    const { write, home, ref } = await openProfile();
    const notices = [{ code: 'model/no-api-key', message: expect.stringContaining('OPENROUTER_API_KEY') }];
    expect(await write('openrouter', 'a/b')).toMatchObject({ ok: true, notices });
    expect(await write('custom', 'a')).toMatchObject({ ok: true, notices: [] });
    await home.writeEnv(ref, { OPENROUTER_API_KEY: 'k' });
    expect(await write('OpenRouter', 'a/b')).toMatchObject({ ok: true, notices: [] });
  });

  it('drops what belonged to the old provider', async () => {
    const { write, config } = await openProfile(
      'model:\n  provider: openai-api\n  default: x\n  base_url: http://a\n  api_key: k\n  api_mode: m\n  context_length: 5\n',
    );
    await write('anthropic', 'claude-opus-4.6');
    expect(await config()).toBe('model:\n  provider: anthropic\n  default: claude-opus-4-6\n  base_url: ""\n');
  });

  it('keeps address and key of the same provider but not the context length', async () => {
    const { write, config } = await openProfile(
      'model:\n  provider: OpenRouter\n  default: x\n  base_url: http://a\n  api_key: k\n  api_mode: m\n  context_length: 5\n',
    );
    await write('openrouter', 'a/b');
    expect(await config()).toBe(
      'model:\n  provider: openrouter\n  default: a/b\n  base_url: http://a\n  api_key: k\n  api_mode: m\n',
    );
  });

  it('replaces a model given as one word', async () => {
    const { write, config } = await openProfile('a: 1\nmodel: gpt-5\nb: 2\n');
    await write('openrouter', 'a/b');
    expect(await config()).toBe('a: 1\nmodel:\n  provider: openrouter\n  default: a/b\nb: 2\n');
  });

  it('keeps comments, order and spelling of everything else', async () => {
    const others =
      '# head\nz: 0777 # octal\nflag: yes\nwhen: 2026-01-01\ntime: 12:30\nbig: 1_000\nnone: ~\nempty:\nlist: [a, b]\n';
    const { write, config } = await openProfile(`${others}model:\n  # which\n  default: x\n# tail\n`);
    await write('openrouter', 'a/b');
    const text = await config();
    for (const line of others.replace('list: [a, b]\n', '').split('\n')) expect(text).toContain(line);
    expect(text).toContain('# which');
    expect(text).toContain('# tail');
    expect(text.indexOf('z:')).toBeLessThan(text.indexOf('model:'));
  });

  it.each([
    ['a: [1', 'broken'],
    ['- a\n- b\n', 'a list'],
    ['a: 1\na: 2\n', 'a repeated key'],
  ])('leaves a config.yaml alone that is %j', async (text) => {
    const { write, config } = await openProfile(text);
    expect(await write('openrouter', 'a/b')).toMatchObject({ ok: false, problem: { code: 'config/unreadable' } });
    expect(await config()).toBe(text);
  });

  it('leaves a config.yaml alone that is not UTF-8', async () => {
    const { write, file } = await openProfile();
    await writeFile(file, Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    expect(await write('openrouter', 'a/b')).toMatchObject({ ok: false, problem: { code: 'config/unreadable' } });
    expect(await readFile(file)).toEqual(Buffer.from([0x61, 0x3a, 0x20, 0xff]));
  });

  it.each(['', '# only a comment\n', '---\n', 'null\n'])('fills a config.yaml that says nothing: %j', async (text) => {
    const { write, config } = await openProfile(text);
    expect(await write('openrouter', 'a/b')).toMatchObject({ ok: true });
    expect(await config()).toContain('model:\n  provider: openrouter\n  default: a/b\n');
    if (text.startsWith('#')) expect(await config()).toContain(text.trim());
  });

  it('rewrites a linked file at its target and keeps its mode', async () => {
    const { write, file, base } = await openProfile('a: 1\n');
    const target = join(base, 'real.yaml');
    await rename(file, target);
    await chmod(target, 0o640);
    await symlink(target, file);
    await write('openrouter', 'a/b');
    expect(await readFile(target, 'utf8')).toContain('openrouter');
    expect((await stat(target)).mode & 0o777).toBe(0o640);
  });

  it.each([
    ['', 'm'],
    ['p', ' '],
  ])('refuses half a choice: %j, %j', async (provider, model) => {
    const { write } = await openProfile();
    expect(await write(provider, model)).toMatchObject({ ok: false, problem: { code: 'model/incomplete' } });
  });

  it('refuses a profile that is gone, and one that was made anew', async () => {
    const { write, path, root } = await openProfile();
    await rename(path, join(root, 'profiles', 'elsewhere'));
    expect(await write('p', 'm')).toMatchObject({ ok: false, problem: { code: 'profile/missing' } });
    await mkdir(path);
    expect(await write('p', 'm')).toMatchObject({ ok: false, problem: { code: 'profile/replaced' } });
  });
});
