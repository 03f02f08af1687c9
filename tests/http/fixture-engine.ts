import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMemoryEventStore } from '../../src/adapters/stores/memory-event-store.ts';
import { createMemoryFlowList } from '../../src/adapters/stores/memory-flow-list.ts';
import { createMemoryProjection } from '../../src/adapters/stores/memory-projection.ts';
import { createEngine } from '../../src/app/create-engine.ts';
import type { Engine } from '../../src/app/engine.ts';
import type { Clock } from '../../src/machines/ports/clock.ts';
import type { ProfileHome } from '../../src/machines/ports/profile-home.ts';
import type { RunKey } from '../../src/machines/ports/runner.ts';
import { createRuns } from './fixture-runs.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Gate = Readonly<{ wait: () => Promise<void>; open: () => void; close: () => void }>;

export const createGate = (isOpen = true): Gate => {
  let gate = Promise.withResolvers<void>();
  if (isOpen) gate.resolve();
  return {
    wait: () => gate.promise,
    open: () => gate.resolve(),
    close: () => {
      gate = Promise.withResolvers<void>();
    },
  };
};

export type FixtureOptions = Readonly<{
  createIdentity?: ProfileHome['createIdentity'];
  profiles?: readonly string[];
}>;

export type Fixture = Readonly<{
  engine: Engine;
  mcp: Gate;
  write: (run: RunKey, text: string) => void;
  end: (run: RunKey, code: number) => void;
  runs: () => readonly RunKey[];
  listeners: () => number;
  naps: () => number;
  before: { flow: () => Promise<void> };
  close: () => Promise<void>;
}>;

export const createFixture = ({ createIdentity, profiles = [] }: FixtureOptions = {}): Fixture => {
  const mcp = createGate();
  const made = new Set(['default', ...profiles]);
  const runs = createRuns();
  const done = { ok: true, wrote: {}, notices: [] } as const;
  let ids = 0;
  let naps = 0;
  const nap: Clock['sleep'] = (ms, signal) => {
    naps += 1;
    return sleep(Math.min(ms, 10), undefined, { signal });
  };
  const engine = createEngine({
    store: createMemoryEventStore(),
    list: createMemoryFlowList(),
    coverage: createMemoryProjection(),
    clock: { now: () => new Date(), sleep: nap },
    ids: { next: (prefix) => `${prefix}_${String((ids += 1)).padStart(22, '0')}` },
    sha256,
    readRedacted: ({ read, after, limit }) => read(after, limit),
    notices: [],
    onFault: (what, error) => {
      throw new Error(what, { cause: error });
    },
    vault: createVault(),
    installers: {
      for: (identifier) =>
        identifier.startsWith('-')
          ? {
              ok: false,
              problem: { code: 'install/invalid-identifier', message: 'Bad identifier.', nextAction: 'edit-and-retry' },
            }
          : {
              ok: true,
              installer: {
                name: 'skills',
                prepare: async () => ({ ok: true, job: { command: ['true'], env: {}, cwd: '/', timeoutMs: 1000 } }),
                prove: async (_request, { code }) =>
                  code === 0
                    ? { ...done, name: identifier, path: `skills/${identifier}` }
                    : {
                        ok: false,
                        problem: { code: 'install/exit-code', message: `It exited with ${code}.`, nextAction: 'retry' },
                      },
              },
            },
    },
    actionJobs: {
      check: (request) =>
        request.verb === 'skills-install' && request.identifier.startsWith('-')
          ? { ok: false, code: 'install/invalid-identifier', message: 'Bad identifier.' }
          : { ok: true },
      toJob: ({ directory }) => ({ command: ['true'], env: {}, cwd: directory, timeoutMs: 1000 }),
      readReceipt: async () => null,
    },
    runner: runs.runner,
    home: {
      pathOf: (profile) => `/profiles/${profile}`,
      exists: async (profile) => made.has(profile),
      createIdentity: async (ref, request) => {
        const change = createIdentity ? await createIdentity(ref, request) : done;
        if (change.ok) made.add(ref.profile);
        return change;
      },
      writeAlias: async ({ profile }) => ({ written: `/bin/${profile}` }),
      writeEnv: async () => done,
      writeModel: async () => done,
      writeMcp: async (_ref, { command, url }) => {
        await mcp.wait();
        if (command !== undefined || url !== undefined) return done;
        return {
          ok: false,
          problem: { code: 'mcp/missing-command', message: 'It has no command.', nextAction: 'edit-and-retry' },
        };
      },
      applySkills: async (_ref, { mode }) => ({
        ...done,
        seeded: ['one', 'two'],
        disabled: mode === 'exactly' ? ['two'] : [],
        added: [],
        failed: [],
      }),
      enableSkill: async () => done,
      prepareDiscard: async () => ({ ok: true, finish: async () => {}, undo: async () => {} }),
      sweep: async () => {},
    },
  });
  let listening = 0;
  const counted = (stop: () => void) => {
    listening += 1;
    return () => {
      listening -= 1;
      stop();
    };
  };
  const { feed } = engine;
  const before = { flow: async () => {} };
  return {
    before,
    engine: {
      ...engine,
      flow: async (id, at) => {
        await before.flow();
        return engine.flow(id, at);
      },
      feed: {
        ...feed,
        onTransitions: (listener) => counted(feed.onTransitions(listener)),
        onOutput: (flow, listener) => counted(feed.onOutput(flow, listener)),
      },
    },
    mcp,
    write: runs.write,
    end: runs.end,
    runs: runs.keys,
    listeners: () => listening,
    naps: () => naps,
    close: () => {
      mcp.open();
      return engine.close();
    },
  };
};

const createVault = () => {
  const sealed = new Map<string, Readonly<Record<string, string>>>();
  return {
    seal: async (flow: string, secrets: Readonly<Record<string, string>>) => void sealed.set(flow, secrets),
    open: async (flow: string) => sealed.get(flow) ?? {},
    destroy: async (flow: string) => void sealed.delete(flow),
    sweep: async () => {},
    digest: sha256,
  };
};
