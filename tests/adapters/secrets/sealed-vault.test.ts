import { execa } from 'execa';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealedVault } from '../../../src/adapters/secrets/sealed-vault.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const sealedFile = (flow: string): string => join(dataDir, 'secrets', `${flow}.sealed`);
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const flipByte = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(path, bytes);
};

describe('sealed vault', () => {
  it('gives back what was sealed, also to another vault of the same data directory', async () => {
    await createSealedVault({ dataDir }).seal('flw_1', { 'env.A': 'one', 'env.Ü': 'zwei ✓\n' });
    expect(await createSealedVault({ dataDir }).open('flw_1')).toEqual({ 'env.A': 'one', 'env.Ü': 'zwei ✓\n' });
  });

  it('adds to what is sealed, newer values winning, also when asked at once', async () => {
    const vault = createSealedVault({ dataDir });
    await Promise.all([vault.seal('f', { a: '1' }), vault.seal('f', { b: '2' }), vault.seal('f', { a: '3' })]);
    expect(await vault.open('f')).toEqual({ a: '3', b: '2' });
  });

  it('keeps flows apart, whatever their id', async () => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('../x', { a: '1' });
    await vault.seal('x', { a: '2' });
    expect(await vault.open('../x')).toEqual({ a: '1' });
    expect(await readdir(dataDir)).toEqual(['secrets', 'secrets.key']);
  });

  it('leaves no plaintext in its files and opens them to the owner only', async () => {
    await createSealedVault({ dataDir }).seal('f', { 'env.TOKEN': 'canary-9f3b1c' });
    const bytes = await readFile(sealedFile('f'), 'latin1');
    expect(bytes).not.toContain('canary');
    expect(bytes).not.toContain('TOKEN');
    expect([await modeOf(sealedFile('f')), await modeOf(join(dataDir, 'secrets.key'))]).toEqual([0o600, 0o600]);
  });

  it('never writes the same bytes twice', async () => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('f', { a: '1' });
    const first = await readFile(sealedFile('f'));
    await vault.seal('f', { a: '1' });
    expect((await readFile(sealedFile('f'))).equals(first)).toBe(false);
  });

  it('is empty after destroy, which may be asked twice', async () => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('f', { a: '1' });
    await vault.destroy('f');
    await vault.destroy('f');
    expect(await vault.open('f')).toEqual({});
    expect(await readdir(join(dataDir, 'secrets'))).toEqual([]);
  });

  it('sweeps what belongs to no open flow, half-written files included', async () => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('open', { a: '1' });
    await vault.seal('ended', { a: '1' });
    await writeFile(join(dataDir, 'secrets', '.crashed.sealed_builder.tmp'), 'half');
    await vault.sweep((flow) => flow === 'open');
    expect(await readdir(join(dataDir, 'secrets'))).toEqual(['open.sealed']);
  });

  it.each([0, 4, 17, 33, 40])('refuses a file with byte %i flipped', async (at) => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('f', { 'env.TOKEN': 'canary-9f3b1c' });
    await flipByte(sealedFile('f'), at);
    await expect(vault.open('f')).rejects.toMatchObject({
      code: 'secret/unreadable',
      message: expect.stringMatching(/flow f: .*f\.sealed is damaged/),
    });
  });

  it('refuses a cut file, another flow’s file and another key', async () => {
    const vault = createSealedVault({ dataDir });
    await vault.seal('f', { a: '1' });
    const sealed = await readFile(sealedFile('f'));
    await writeFile(sealedFile('g'), sealed);
    await writeFile(sealedFile('f'), sealed.subarray(0, 20));
    await expect(vault.open('f')).rejects.toMatchObject({ code: 'secret/unreadable' });
    await expect(vault.open('g')).rejects.toMatchObject({ code: 'secret/unreadable' });
    await flipByte(join(dataDir, 'secrets.key'), 3);
    await writeFile(sealedFile('f'), sealed);
    await expect(createSealedVault({ dataDir }).open('f')).rejects.toMatchObject({ code: 'secret/unreadable' });
  });

  it('refuses a damaged key by name', async () => {
    await writeFile(join(dataDir, 'secrets.key'), 'short');
    expect(() => createSealedVault({ dataDir })).toThrow(/secrets\.key has 5 bytes, not 32/);
  });

  it('digests equal texts equally, by a key of its data directory', async () => {
    const other = await mkdtemp(join(tmpdir(), 'vault-'));
    try {
      const digest = createSealedVault({ dataDir }).digest('x');
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(createSealedVault({ dataDir }).digest('x')).toBe(digest);
      expect(createSealedVault({ dataDir }).digest('y')).not.toBe(digest);
      expect(createSealedVault({ dataDir: other }).digest('x')).not.toBe(digest);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('makes one key when several processes start at once', async () => {
    const module = new URL('../../../src/adapters/secrets/sealed-vault.ts', import.meta.url).href;
    const program = `
      import { createSealedVault } from ${JSON.stringify(module)};
      process.stderr.write('ready');
      for await (const _ of process.stdin);
      process.stdout.write(createSealedVault({ dataDir: ${JSON.stringify(dataDir)} }).digest('x'));`;
    const starting = Array.from({ length: 4 }, () => execa(process.execPath, ['--input-type=module', '-e', program]));
    await Promise.all(starting.map((child) => new Promise((ready) => child.stderr.once('data', ready))));
    for (const child of starting) child.stdin.end();
    const digests = (await Promise.all(starting)).map(({ stdout }) => stdout);
    expect(new Set(digests).size).toBe(1);
    expect((await readdir(dataDir)).toSorted()).toEqual(['secrets', 'secrets.key']);
  });
});
