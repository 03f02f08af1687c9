import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fresh, openTempHome } from './temp-home.ts';

const cloned = async (text: string, { mode = 'config', answer = 'new\n' }: Partial<Given> = {}) => {
  const asked: string[] = [];
  const migrateConfig = (before: string) => {
    asked.push(before);
    return Promise.resolve(answer);
  };
  const { home, ref, root, path, read } = await openTempHome({ configVersion: 33, migrateConfig });
  await mkdir(join(root, 'profiles/src'), { recursive: true });
  await writeFile(join(root, 'profiles/src/config.yaml'), text, { mode: 0o640 });
  const made = await home.createIdentity(ref, { ...fresh, clone: { from: 'src', mode, credentials: 'all' } });
  const { mode: bits } = await stat(join(path, 'config.yaml'));
  return { made, asked, text: await read('config.yaml'), mode: bits & 0o777 };
};
type Given = Readonly<{ mode: 'config' | 'all'; answer: string | null }>;

describe('a clone of an older config.yaml', () => {
  it.each(['model: x\n', '_config_version: 32\n', '_config_version: 3\n'])(
    'is migrated, mode kept: %j',
    async (text) => {
      expect(await cloned(text)).toMatchObject({ made: { ok: true }, asked: [text], text: 'new\n', mode: 0o640 });
    },
  );

  it.each([
    '_config_version: 33\n',
    '_config_version: 40 # later\n',
    '_config_version: many\n',
    '- no map\n',
    'a: [\n',
  ])('is not what %j is, which stays as it is', async (text) => {
    expect(await cloned(text)).toMatchObject({ made: { ok: true }, asked: [], text });
  });

  it('stays as it is when it cannot be migrated, and in a full clone', async () => {
    expect(await cloned('model: x\n', { answer: null })).toMatchObject({ made: { ok: true }, text: 'model: x\n' });
    expect(await cloned('model: x\n', { mode: 'all' })).toMatchObject({ asked: [], text: 'model: x\n' });
  });
});
