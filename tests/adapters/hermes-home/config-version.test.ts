import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fresh, openTempHome } from './temp-home.ts';

const model = { provider: 'openrouter', model: 'a/b' };

describe('the version of a config.yaml', () => {
  it('is written once into a file made new when the number is known', async () => {
    const { home, ref, read } = await openTempHome({ configVersion: 33 });
    await home.createIdentity(ref, fresh);
    await home.writeModel(ref, model);
    await home.writeMcp(ref, { name: 'time', command: 'uvx' });
    expect(await read('config.yaml')).toBe(
      'model:\n  provider: openrouter\n  default: a/b\n_config_version: 33\nmcp_servers:\n  time:\n    command: uvx\n',
    );
  });

  it('is left out when the number is not known', async () => {
    const { home, ref, read } = await openTempHome();
    await home.createIdentity(ref, fresh);
    await home.writeModel(ref, model);
    expect(await read('config.yaml')).not.toContain('version');
  });

  it.each(['_config_version: 12\n', 'display: {}\n'])('stays as it is in a file that was there: %j', async (text) => {
    const { home, ref, path, read } = await openTempHome({ configVersion: 33 });
    await home.createIdentity(ref, fresh);
    await writeFile(join(path, 'config.yaml'), text);
    await home.writeModel(ref, model);
    expect(await read('config.yaml')).toBe(`${text}model:\n  provider: openrouter\n  default: a/b\n`);
  });
});
