import type { Installer, Installers } from '../../src/machines/ports/installer.ts';

const SECOND_MS = 1000;

/** What stands for hub skills: the first word of the identifier says how the install goes. */
const kinds: Readonly<Record<string, Readonly<{ script: string; timeoutMs: number }>>> = {
  works: { script: 'echo fetching; echo done', timeoutMs: 60 * SECOND_MS },
  fails: { script: 'echo fetching; echo "no such skill" >&2; exit 3', timeoutMs: 60 * SECOND_MS },
  brief: { script: 'sleep 1', timeoutMs: 60 * SECOND_MS },
  hangs: { script: 'echo waiting; sleep 600', timeoutMs: 600 * SECOND_MS },
  slow: { script: 'echo slow; sleep 600', timeoutMs: SECOND_MS / 2 },
};

export const scripts: Installers = {
  for: (identifier) => {
    const kind = kinds[identifier.split('/')[0] ?? ''];
    if (kind) return { ok: true, installer: toInstaller(kind) };
    const message = `"${identifier}" needs Hermes, which was not found. Install Hermes, then try again.`;
    return { ok: false, problem: { code: 'install/needs-hermes', message, nextAction: 'retry' } };
  },
};

const toInstaller = ({ script, timeoutMs }: { script: string; timeoutMs: number }): Installer => ({
  name: 'skills',
  prepare: async ({ directory }) => ({
    ok: true,
    job: { command: ['sh', '-c', script], env: { PATH: '/usr/bin:/bin' }, cwd: directory, timeoutMs },
  }),
  prove: async ({ identifier }, { code }) => {
    const name = identifier.split('/').at(-1) ?? identifier;
    if (code === 0) return { ok: true, name, path: `skills/${name}`, wrote: {}, notices: [] };
    const message = `The install ended with exit status ${code}. Look at its log, then try again.`;
    return { ok: false, problem: { code: 'install/exit-code', message, nextAction: 'edit-and-retry' } };
  },
});
