import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCompose, type Wrap } from '../../src/cli/compose.ts';
import { resolveSettings } from '../../src/cli/settings.ts';
import type { Installer } from '../../src/machines/ports/installer.ts';
import { resolveHermesRoot } from '../../src/adapters/hermes-home/roots.ts';

/** `before:2` = die when the second append of this process is asked for; `after:2` = die once it is durable. */
const [when, nth] = (process.env['CRASH'] ?? 'never:0').split(':');
const counter = process.env['CRASH_STARTS'] ?? '/dev/null';
const countStart = fileURLToPath(new URL('./count-start.sh', import.meta.url));

let appends = 0;
const die = (types: readonly string[]): never => {
  appendFileSync(process.env['CRASH_BOUNDARIES'] ?? '/dev/null', types.map((type) => `${when} ${type}\n`).join(''));
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

const counted = (installer: Installer): Installer => ({
  ...installer,
  async prepare(request) {
    const prepared = await installer.prepare(request);
    if (!prepared.ok) return prepared;
    const command = ['sh', countStart, counter, request.directory, ...prepared.job.command] as const;
    return { ...prepared, job: { ...prepared.job, command } };
  },
});

const wrap: Wrap = (deps) => ({
  ...deps,
  store: {
    ...deps.store,
    async append(streams) {
      appends += 1;
      const types = streams.flatMap(({ records }) => records.map(({ type }) => type));
      if (when === 'before' && appends === Number(nth)) die(types);
      const result = await deps.store.append(streams);
      if (when === 'after' && appends >= Number(nth)) die(types);
      return result;
    },
  },
  installers: {
    for(identifier) {
      const chosen = deps.installers.for(identifier);
      return chosen.ok ? { ...chosen, installer: counted(chosen.installer) } : chosen;
    },
  },
});

const settings = resolveSettings({
  flags: { port: '0', hermesHome: process.env['CRASH_HOME'], dataDir: process.env['CRASH_DATA'] },
  env: process.env,
  cwd: process.cwd(),
  homedir: process.env['HOME'] ?? '/',
  resolveHermesRoot,
  toRealPath: (path) => path,
});
if ('wrong' in settings) throw new Error(settings.wrong);
const composed = await createCompose(wrap)(settings);
if (!composed.ok) throw new Error(composed.reason);
const { url } = await composed.serve();
process.stdout.write(`${JSON.stringify({ url, token: composed.token })}\n`);
