import { writeFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { editConfig } from '../../../src/adapters/hermes-home/config-yaml.ts';
import { Refused } from '../../../src/adapters/hermes-home/file-fault.ts';
import { setText } from '../../../src/adapters/hermes-home/yaml-edit.ts';
import { fresh, openTempHome } from './temp-home.ts';

const configSchema = z.object({ mcp_servers: z.record(z.string(), z.unknown()), model: z.unknown() });

describe('a config.yaml that changes while it is edited', () => {
  it('is read again, so that both changes are kept', async () => {
    const { base } = await openTempHome();
    const path = join(base, 'config.yaml');
    await writeFile(path, 'a: 1\n');
    let turns = 0;
    await editConfig(path, ({ top }) => {
      if (turns++ === 0) writeFileSync(path, 'a: 1\nb: theirs\n');
      setText(top, 'c', 'ours');
      return true;
    });
    expect(await readFile(path, 'utf8')).toBe('a: 1\nb: theirs\nc: ours\n');
  });

  it('is noticed when it was not there before', async () => {
    const { base } = await openTempHome();
    const path = join(base, 'config.yaml');
    let turns = 0;
    await editConfig(path, ({ top }) => {
      if (turns++ === 0) writeFileSync(path, 'b: theirs\n');
      setText(top, 'c', 'ours');
      return true;
    });
    expect(await readFile(path, 'utf8')).toBe('b: theirs\nc: ours\n');
  });

  it('again and again is left to the other program', async () => {
    const { base } = await openTempHome();
    const path = join(base, 'config.yaml');
    let turns = 0;
    const edit = editConfig(path, ({ top }) => {
      writeFileSync(path, `b: ${'x'.repeat((turns += 1))}\n`);
      setText(top, 'c', 'ours');
      return true;
    });
    await expect(edit).rejects.toSatisfy(
      (error) => error instanceof Refused && error.problem.code === 'config/changed-meanwhile',
    );
    expect(await readFile(path, 'utf8')).toBe(`b: ${'x'.repeat(turns)}\n`);
  });
});

describe('many writes to one profile at once', () => {
  it('are all kept, in the order they were asked for', async () => {
    const { home, ref, read } = await openTempHome();
    await home.createIdentity(ref, fresh);
    const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
    await Promise.all([
      ...names.map(async (name) => await home.writeMcp(ref, { name, command: 'x' })),
      home.writeModel(ref, { provider: 'openrouter', model: 'a/b' }),
      home.writeEnv(ref, { A: '1' }),
    ]);
    const config = configSchema.parse(parse(await read('config.yaml')));
    expect(Object.keys(config.mcp_servers)).toEqual(names);
    expect(config.model).toEqual({ provider: 'openrouter', default: 'a/b' });
  });

  it('go on after one of them has failed', async () => {
    const { home, ref, path, read } = await openTempHome();
    await home.createIdentity(ref, fresh);
    const answers = await Promise.all([
      home.writeMcp(ref, { name: '' }),
      home.writeMcp(ref, { name: 'good', command: 'x' }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, true]);
    await rename(join(path, 'config.yaml'), join(path, 'other'));
    expect(await read('other')).toContain('good');
  });
});
