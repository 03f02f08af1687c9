import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShelfFixture, readFailure as fails, readProfiles } from '../fixture-shelf.ts';
import { readProblem } from '../fixture-app.ts';

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
beforeEach(async () => {
  fixture = await createShelfFixture();
});
afterEach(() => fixture.close());

const one = async (name: string) => (await readProfiles(fixture)).find((profile) => profile.name === name);

describe('the persona', () => {
  const soul = (name = 'coder') => `/api/profiles/${name}/soul`;

  it('comes back as it was sent, with its mode kept (AC-63)', async () => {
    const content = 'Größe\r\n  no newline at the end';
    await fixture.put('hermes/profiles/coder/SOUL.md', 'old');
    await chmod(join(fixture.root, 'profiles', 'coder', 'SOUL.md'), 0o640);
    const written = await fixture.send('PUT', soul(), { content });
    expect([written.status, await written.json()]).toEqual([200, { ok: true }]);
    expect(await fixture.json(fixture.get(soul()))).toEqual({ content, exists: true });
    expect((await stat(join(fixture.root, 'profiles', 'coder', 'SOUL.md'))).mode & 0o777).toBe(0o640);
  });

  it('of the default profile is in the root', async () => {
    await rm(fixture.root, { recursive: true });
    expect(await fixture.json(fixture.get(soul('default')))).toEqual({ content: '', exists: false });
    await fixture.send('PUT', soul('default'), { content: 'x' });
    expect(await fixture.read('hermes/SOUL.md')).toBe('x');
    expect((await stat(join(fixture.root, 'SOUL.md'))).mode & 0o777).toBe(0o644);
  });

  it('of an unknown profile, or of one spelled otherwise, there is none (AC-63)', async () => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    expect(await fails(fixture.get(soul('ghost')))).toEqual([404, 'profile/not-found']);
    expect(await fails(fixture.get(soul('Coder')))).toEqual([400, 'name/invalid']);
    expect(await fails(fixture.send('PUT', soul('ghost'), { content: 'x' }))).toEqual([404, 'profile/not-found']);
    expect(await fails(fixture.send('PUT', soul('Coder'), { content: 'x' }))).toEqual([400, 'name/invalid']);
  });

  it('that cannot be read or written is a problem that names the place', async () => {
    await fixture.put('hermes/profiles/coder/SOUL.md/inside');
    const read = await fixture.get(soul());
    expect([read.status, (await readProblem(read)).detail]).toEqual([500, expect.stringContaining('SOUL.md')]);
    expect(await fails(fixture.send('PUT', soul(), { content: 'x' }))).toEqual([500, 'profile/unwritable']);
  });
});

describe('the description', () => {
  const at = (name = 'coder') => `/api/profiles/${name}/description`;

  it('is trimmed, kept and cleared, and the rest of profile.yaml stays (AC-65)', async () => {
    await fixture.put('hermes/profiles/coder/profile.yaml', 'role: x # mine\ndescription_auto: true\n');
    const set = await fixture.send('PUT', at(), { description: '  writes: code \n' });
    expect([set.status, await set.json()]).toEqual([
      200,
      { ok: true, description: 'writes: code', description_auto: false },
    ]);
    expect(await fixture.read('hermes/profiles/coder/profile.yaml')).toBe(
      'role: x # mine\ndescription_auto: false\ndescription: "writes: code"\n',
    );
    expect(await one('coder')).toMatchObject({ description: 'writes: code', description_auto: false });
    expect(await fixture.json(fixture.send('PUT', at(), {}))).toMatchObject({ ok: true, description: '' });
    expect(await one('coder')).toMatchObject({ description: '' });
  });

  it('of an unknown profile is a 404 (AC-65)', async () => {
    expect(await fails(fixture.send('PUT', at('ghost'), { description: 'x' }))).toEqual([404, 'profile/not-found']);
    expect(await fails(fixture.send('PUT', at('Coder'), { description: 'x' }))).toEqual([400, 'name/invalid']);
    expect((await fixture.send('PUT', at(), { description: null })).status).toBe(422);
  });
});

describe('the model', () => {
  const at = (name = 'coder') => `/api/profiles/${name}/model`;

  it('is written as a create writes it, and echoed as it was asked for (AC-66)', async () => {
    await fixture.put(
      'hermes/profiles/coder/config.yaml',
      '# mine\nmodel:\n  provider: openrouter\n  context_length: 5\n',
    );
    const set = await fixture.send('PUT', at(), { provider: ' anthropic ', model: 'anthropic/claude-opus-4.6' });
    expect([set.status, await set.json()]).toEqual([
      200,
      { ok: true, provider: 'anthropic', model: 'anthropic/claude-opus-4.6' },
    ]);
    expect(await fixture.read('hermes/profiles/coder/config.yaml')).toBe(
      '# mine\nmodel:\n  provider: anthropic\n  default: claude-opus-4-6\n',
    );
  });

  it('of the default profile is in the root', async () => {
    await fixture.send('PUT', at('default'), { provider: 'openrouter', model: 'a/b' });
    expect(await one('default')).toMatchObject({ provider: 'openrouter', model: 'a/b' });
  });

  it('needs both halves and a profile (AC-66)', async () => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    const refused = fixture.send('PUT', at(), { provider: ' ', model: 'm' });
    expect(await fails(refused)).toEqual([400, 'model/incomplete']);
    await expect(stat(join(fixture.root, 'profiles', 'coder', 'config.yaml'))).rejects.toThrow('ENOENT');
    expect(await fails(fixture.send('PUT', at('ghost'), { provider: 'p', model: 'm' }))).toEqual([
      404,
      'profile/not-found',
    ]);
    expect((await fixture.send('PUT', at(), { provider: 'p' })).status).toBe(422);
  });

  it('does not touch a config.yaml it cannot read', async () => {
    await fixture.put('hermes/profiles/coder/config.yaml', 'a: {');
    const answer = await fixture.send('PUT', at(), { provider: 'p', model: 'm' });
    expect([answer.status, (await readProblem(answer)).detail]).toEqual([500, expect.stringContaining('config.yaml')]);
    expect(await fixture.read('hermes/profiles/coder/config.yaml')).toBe('a: {');
  });
});
