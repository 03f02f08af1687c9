import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** Creates examples/coder.yaml in a scratch home, by the command a user would give, and shows every step. */
const root = fileURLToPath(new URL('..', import.meta.url));
const start = join(root, 'src/start.mjs');
const scratch = await mkdtemp(join(tmpdir(), 'profile-builder-example-'));
const where = ['--hermes-home', join(scratch, 'hermes'), '--data-dir', join(scratch, 'data')];
await mkdir(join(scratch, 'hermes'));

// Ctrl-C is for the command, which says what becomes of the flow.
process.on('SIGINT', () => {});
const args = [...where, 'create', join(root, 'examples/coder.yaml'), ...process.argv.slice(2)];
// HOME is the scratch folder, too: the alias wrapper would go into ~/.local/bin.
const env = { HOME: scratch };
const { exitCode = 1 } = await execa(process.execPath, [start, ...args], { env, stdio: 'inherit', reject: false });

const again = `npm start --silent -- ${where.join(' ')}`;
if (!process.argv.includes('--json')) {
  console.log(`
The profile is in ${join(scratch, 'hermes/profiles/coder')}; nothing outside ${scratch} was touched.

Try next:
  ls -A ${join(scratch, 'hermes/profiles/coder')}
  ${again} flows
  ${again} verify
  ${again} --port 0          # the same in a browser
  rm -r ${scratch}   # when you are done; nothing is removed by itself`);
}
process.exitCode = exitCode;
