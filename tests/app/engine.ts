import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProfileHome } from '../../src/adapters/hermes-home/profile-home.ts';
import { readRedacted } from '../../src/adapters/runner/read-redacted.ts';
import { createSupervisedRunner } from '../../src/adapters/runner/supervised-runner.ts';
import { createSealedVault } from '../../src/adapters/secrets/sealed-vault.ts';
import { createMemoryEventStore } from '../../src/adapters/stores/memory-event-store.ts';
import { createMemoryFlowList } from '../../src/adapters/stores/memory-flow-list.ts';
import { createMemoryProjection } from '../../src/adapters/stores/memory-projection.ts';
import { systemClock, systemIds } from '../../src/adapters/system.ts';
import { createEngine } from '../../src/app/create-engine.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { Accepted, Engine } from '../../src/app/engine.ts';
import { isRefused, type Refused } from '../../src/app/refusal.ts';
import { sha256 } from '../../src/cli/sha256.ts';
import type { Flow } from '../../src/machines/flow/fold.ts';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import type { ActionJobs } from '../../src/machines/ports/action-jobs.ts';
import type { Installers } from '../../src/machines/ports/installer.ts';

export type TestEngine = Readonly<{
  engine: Engine;
  deps: Deps;
  faults: readonly string[];
  /** Starts a flow and answers its id. */
  start(plan: object): Promise<string>;
  rested(id: string): Promise<Flow>;
  /** Another engine over the same world, as after a restart. */
  reopen(): Engine;
  /** Directory of all this, for the files of a test. */
  base: string;
  /** Names of the sealed files. */
  sealed(): Promise<readonly string[]>;
}>;

/** An engine over memory stores, a real Hermes home, a real vault and a real runner; hub skills are shell scripts. */
export const openEngine = async (wrap: (deps: Deps) => Deps = (deps) => deps): Promise<TestEngine> => {
  const base = await mkdtemp(join(tmpdir(), 'engine-'));
  const faults: string[] = [];
  const deps = wrap(createDeps(base, faults));
  const engine = createEngine(deps);
  const engines = [engine];
  onTestFinished(async () => {
    await Promise.all(engines.map((each) => each.close()));
    await rm(base, { recursive: true, force: true });
  });
  return {
    engine,
    deps,
    faults,
    base,
    start: async (plan) => accepted(await engine.startFlow(planInputSchema.parse(plan))).id,
    rested: (id) => engine.when(id, ({ pending }) => pending.size === 0, AbortSignal.timeout(10_000)),
    reopen: () => {
      const reopened = createEngine(deps);
      engines.push(reopened);
      return reopened;
    },
    sealed: () => readdir(join(base, 'data', 'secrets')),
  };
};

export const accepted = (answer: Accepted | Refused): Accepted['view'] => {
  if (isRefused(answer)) throw new Error(answer.refusal.message);
  return answer.view;
};

export const codeOf = (answer: Accepted | Refused): string | null => (isRefused(answer) ? answer.refusal.code : null);

const createDeps = (base: string, faults: string[]): Deps => {
  const dataDir = join(base, 'data');
  const vault = createSealedVault({ dataDir });
  const home = createProfileHome({
    root: join(base, 'hermes'),
    dataDir,
    homedir: join(base, 'user'),
    env: {},
    digest: vault.digest,
    clock: systemClock,
  });
  return {
    store: createMemoryEventStore(),
    list: createMemoryFlowList(),
    coverage: createMemoryProjection(),
    home,
    runner: createSupervisedRunner({ root: join(dataDir, 'runs'), clock: systemClock, pollMs: 20 }),
    installers: scripts,
    actionJobs: actionScripts,
    vault,
    clock: systemClock,
    ids: systemIds,
    sha256,
    readRedacted,
    notices: [],
    onFault: (what, error) => faults.push(`${what}: ${String(error)}`),
  };
};

const scripts: Installers = {
  for: (identifier) => ({
    ok: true,
    installer: {
      name: 'skills',
      prepare: async ({ directory }) => ({
        ok: true,
        job: { command: ['sh', '-c', identifier], env: { PATH: '/usr/bin:/bin' }, cwd: directory, timeoutMs: 60_000 },
      }),
      prove: async (_request, { code }) =>
        code === 0
          ? { ok: true, name: 'script', path: 'skills/script', wrote: {}, notices: [] }
          : {
              ok: false,
              problem: { code: 'install/exit-code', message: `It exited with ${code}.`, nextAction: 'retry' },
            },
    },
  }),
};

const actionScripts: ActionJobs = {
  check: () => ({ ok: true }),
  toJob: ({ request, directory }) => ({
    command: ['sh', '-c', request.verb === 'skills-install' ? request.identifier : JSON.stringify(request)],
    env: { PATH: '/usr/bin:/bin' },
    cwd: directory,
    timeoutMs: 60_000,
  }),
  readReceipt: async (directory) => ({ name: 'acted', path: 'skills/acted', digest: directory }),
};
