import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from './run-tool.ts';

const scratch = await mkdtemp(join(tmpdir(), 'profile-builder-example-'));
const home = join(scratch, 'hermes');
await mkdir(home);

const args = ['create', 'examples/coder.yaml', '--hermes-home', home, '--data-dir', join(scratch, 'data')];
const program = [join(root, 'src/start.mjs'), ...args, ...process.argv.slice(2)];
const { exitCode = 1 } = await execa(process.execPath, program, { cwd: root, stdio: 'inherit', reject: false });

if (!process.argv.includes('--json')) console.log(`\nThe profile is in ${join(home, 'profiles', 'coder')}`);
process.exitCode = exitCode;
