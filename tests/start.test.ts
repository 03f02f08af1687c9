import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../scripts/run-tool.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'profile-builder-start-'));
  await cp(join(root, 'src/start.mjs'), join(directory, 'start.mjs'));
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await mkdir(join(directory, 'cli'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const start = (args: readonly string[], nodeOptions: readonly string[] = []) =>
  execa(process.execPath, [...nodeOptions, join(directory, 'start.mjs'), ...args], { reject: false });

const oldNode = `data:text/javascript,${encodeURIComponent(
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`,
)}`;

describe('the start', () => {
  test('says what it found and needs when an older Node runs it', async () => {
    const { exitCode, stdout, stderr } = await start([], ['--import', oldNode]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/needs Node 24 .* Node 20\.20\.2/);
    expect(stderr).toContain('npm ci');
  });

  test('hands arguments over and exits as it is told', async () => {
    const main = `export const main = async (argv: string[], io: { stdout: { write(text: string): void } }) => {
      io.stdout.write(argv.join(' '));
      return 4;
    };`;
    await writeFile(join(directory, 'cli/main.ts'), main);
    expect(await start(['flows', '--json'])).toMatchObject({ exitCode: 4, stdout: 'flows --json' });
  });

  test('runs what was built where there is something built', async () => {
    await writeFile(join(directory, 'cli/main.ts'), 'throw new Error("not this one");');
    await writeFile(join(directory, 'cli/main.js'), `export const main = async () => 0;`);
    expect(await start([])).toMatchObject({ exitCode: 0, stdout: '' });
  });
});
