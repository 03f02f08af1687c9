import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompose } from '../../src/cli/compose.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { Accepted, Engine } from '../../src/app/engine.ts';
import { isRefused, type Refused } from '../../src/app/refusal.ts';
import type { Problem } from '../../src/machines/flow/codes.ts';
import { toExportLine } from '../../src/machines/flow/export.ts';
import type { Flow } from '../../src/machines/flow/fold.ts';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import type { FlowState } from '../../src/machines/flow/view.ts';
import type { Runner } from '../../src/machines/ports/runner.ts';
import { writeBundles } from '../oracle/bundles.ts';
import { scripts } from './scripts.ts';

/** What can be held back, so that a command comes while it is under way. */
export type Held = 'createIdentity' | 'writeModel' | 'writeMcp' | 'applySkills' | 'spawn' | 'stop';
/** What can be made to fail where no disk of a test fails by itself. */
export type Faulty = 'createIdentity' | 'writeEnv' | 'applySkills' | 'enableSkill';

/** The whole program over a scratch home, in which flows are recorded: real files and processes, hub skills as scripts. */
export type Studio = Readonly<{
  engine: Engine;
  directory: string;
  start(plan: object): Promise<string>;
  until(id: string, condition: (flow: Flow) => boolean): Promise<Flow>;
  inState(id: string, state: FlowState): Promise<Flow>;
  /** Until an item is in a state. */
  item(id: string, item: string, state: string): Promise<Flow>;
  /** Until the process of an install has ended by itself. */
  runEnded(id: string, item: string): Promise<void>;
  rest(id: string): Promise<Flow>;
  retry(id: string, item: string, edit?: unknown): Promise<void>;
  cancel(id: string, item?: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** Answers what lets it go on. */
  hold(what: Held): () => void;
  failOnce(what: Faulty, problem: Problem): void;
  export(id: string): Promise<string>;
  close(): Promise<void>;
}>;

const SOON_MS = 20_000;

export const openStudio = async (): Promise<Studio> => {
  const directory = await mkdtemp(join(tmpdir(), 'profile-builder-corpus-'));
  const [hermesHome, dataDir] = [join(directory, 'hermes'), join(directory, 'data')];
  await mkdir(hermesHome);
  const holds = new Map<Held, PromiseWithResolvers<void>>();
  const faults = new Map<Faulty, Problem>();
  let runner: Runner | undefined;
  const composed = await createCompose((deps) => {
    ({ runner } = deps);
    return meddle(deps, holds, faults);
  })({
    ...{ host: '127.0.0.1', port: 0, token: 'corpus', homedir: directory, hermesHome, dataDir },
    logFile: join(dataDir, 'events.db'),
    tokenFile: join(dataDir, 'token'),
    env: { PATH: '/usr/bin:/bin', ...(await writeBundles(join(directory, 'hermes-release'))) },
  });
  if (!composed.ok) throw new Error(composed.reason);
  const { engine } = composed;
  const until: Studio['until'] = (id, condition) => engine.when(id, condition, AbortSignal.timeout(SOON_MS));
  return {
    engine,
    directory,
    until,
    start: async (plan) => accepted(await engine.startFlow(planInputSchema.parse(plan))).view.id,
    inState: (id, state) => until(id, ({ snapshot }) => snapshot.value === state),
    item: (id, item, state) => until(id, ({ snapshot }) => snapshot.context.items[item]?.state === state),
    async runEnded(id, item) {
      const key = (await engine.flow(id))?.snapshot.context.items[item]?.run ?? '';
      await runner?.whenEnded({ flow: id, key }, AbortSignal.timeout(SOON_MS));
    },
    rest: (id) => until(id, ({ pending }) => pending.size === 0),
    retry: async (id, item, edit) =>
      void accepted(await engine.retry(id, edit === undefined ? { item } : { item, edit })),
    cancel: async (id, item) => void accepted(await engine.cancel(id, { item })),
    async discard(id) {
      const profile = (await engine.flow(id))?.snapshot.context.profile ?? '';
      accepted(await engine.discard(id, { confirm: profile }));
    },
    hold(what) {
      const gate = Promise.withResolvers<void>();
      holds.set(what, gate);
      return () => {
        holds.delete(what);
        gate.resolve();
      };
    },
    failOnce: (what, problem) => void faults.set(what, problem),
    export: async (id) => (await engine.records(id, 0)).map(toExportLine).join(''),
    async close() {
      await composed.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const accepted = (answer: Accepted | Refused): Accepted => {
  if (isRefused(answer)) throw new Error(answer.refusal.message);
  return answer;
};

const meddle = (
  deps: Deps,
  holds: ReadonlyMap<Held, PromiseWithResolvers<void>>,
  faults: Map<Faulty, Problem>,
): Deps => {
  const wait = async (what: Held): Promise<void> => holds.get(what)?.promise;
  const fault = (what: Faulty): { ok: false; problem: Problem } | null => {
    const problem = faults.get(what);
    faults.delete(what);
    return problem ? { ok: false, problem } : null;
  };
  const { home, runner } = deps;
  return {
    ...deps,
    installers: scripts,
    runner: {
      ...runner,
      start: async (run, job) => {
        await wait('spawn');
        return runner.start(run, job);
      },
      stop: async (run) => {
        await wait('stop');
        return runner.stop(run);
      },
    },
    home: {
      ...home,
      async createIdentity(ref, request) {
        await wait('createIdentity');
        return fault('createIdentity') ?? home.createIdentity(ref, request);
      },
      writeEnv: async (ref, env) => fault('writeEnv') ?? home.writeEnv(ref, env),
      async writeModel(ref, model) {
        await wait('writeModel');
        return home.writeModel(ref, model);
      },
      async writeMcp(ref, server) {
        await wait('writeMcp');
        return home.writeMcp(ref, server);
      },
      async applySkills(ref, skills) {
        await wait('applySkills');
        return fault('applySkills') ?? home.applySkills(ref, skills);
      },
      enableSkill: async (ref, name) => fault('enableSkill') ?? home.enableSkill(ref, name),
    },
  };
};
