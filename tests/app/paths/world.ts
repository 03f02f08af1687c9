import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMemoryVault } from '../../../src/adapters/secrets/memory-vault.ts';
import { createMemoryEventStore } from '../../../src/adapters/stores/memory-event-store.ts';
import { createMemoryFlowList } from '../../../src/adapters/stores/memory-flow-list.ts';
import { createMemoryProjection } from '../../../src/adapters/stores/memory-projection.ts';
import { createEngine } from '../../../src/app/create-engine.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { isRefused } from '../../../src/app/refusal.ts';
import type { Problem } from '../../../src/machines/flow/codes.ts';
import type { FlowEvent } from '../../../src/machines/flow/events.ts';
import type { Flow } from '../../../src/machines/flow/fold.ts';
import { revealPlan } from '../../../src/machines/flow/secrets.ts';
import type { Plan } from '../../../src/machines/flow/plan.ts';
import type { RunEnd, RunKey, Runner } from '../../../src/machines/ports/runner.ts';
import type { Move, Path } from './model.ts';

/** The real engine over ports that do nothing until they are told what a path says. */

const sha256 = (text: string): string => hash('sha256', text);
const problem: Problem = { code: 'internal/unexpected', message: 'It failed in a trial.', nextAction: 'retry' };
const ok = { ok: true, wrote: {}, notices: [] } as const;
const failed = { ok: false, problem } as const;
const nothing = { seeded: [], disabled: [], added: [], failed: [] };

/** Answers that ports wait for, by what they were asked. */
const createSwitchboard = () => {
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => {});
  const of = (name: string): PromiseWithResolvers<unknown> => {
    const found = waiting.get(name) ?? Promise.withResolvers<unknown>();
    waiting.set(name, found);
    return found;
  };
  return {
    /** What the world answers, once it does; each answer is for one question. */
    async ask<T>(name: string, signal?: AbortSignal): Promise<T> {
      const aborted = Promise.withResolvers<never>();
      signal?.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
      aborted.promise.catch(() => {});
      const answer = await Promise.race([of(name).promise, aborted.promise, closed.promise]);
      waiting.delete(name);
      return answer as T;
    },
    answer: (name: string, value: unknown): void => of(name).resolve(value),
    close: () => closed.reject(new Error('the world ends')),
  };
};

const ended = (reason: 'exited' | 'timed-out' | 'cancelled', code: number): RunEnd => ({
  ...{ state: 'exited', reason, code, startedAt: null, endedAt: '2026-01-01T00:00:00.000Z' },
});

const ends: Partial<Record<FlowEvent['type'], RunEnd>> = {
  'install.succeeded': ended('exited', 0),
  'install.failed': ended('exited', 1),
  'install.timed-out': ended('timed-out', 124),
  'install.cancelled': ended('cancelled', 143),
};

export const createWorld = () => {
  const board = createSwitchboard();
  const pids = new Map<string, number>();
  let ids = 0;
  const nameOf = ({ key }: RunKey): string => key;
  const runner: Runner = {
    list: async () => [],
    directory: nameOf,
    start: async () => ({ state: 'claimed' }),
    probe: async () => ({ state: 'absent' }),
    started: async (run) => ({ runnerPid: 1, pid: pids.get(nameOf(run)) ?? null }),
    whenStarted: (run, signal) => board.ask(`start ${nameOf(run)}`, signal),
    whenEnded: (run, signal) => board.ask(`end ${nameOf(run)}`, signal),
    stop: (run) => board.ask(`stop ${nameOf(run)}`),
    readOutput: async (_, after) => ({ bytes: new Uint8Array(), next: after }),
    maskOutput: async () => {},
    remove: async () => {},
  };
  const deps: Deps = {
    store: createMemoryEventStore(),
    list: createMemoryFlowList(),
    coverage: createMemoryProjection(),
    vault: createMemoryVault(sha256),
    clock: { now: () => new Date(), sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
    ids: { next: (prefix) => `${prefix}_${(ids += 1)}` },
    sha256,
    readRedacted: ({ read, after, limit }) => read(after, limit),
    notices: [],
    onFault: (what, error) => {
      throw new Error(what, { cause: error });
    },
    runner,
    actionJobs: {
      check: () => ({ ok: true }),
      toJob: ({ directory }) => ({ command: ['true'], env: {}, cwd: directory, timeoutMs: 1000 }),
      readReceipt: async () => null,
    },
    installers: {
      for: (identifier) => ({
        ok: true,
        installer: {
          name: 'skills',
          prepare: () => board.ask(`prepare install:${identifier}`),
          prove: async (_, { code }) => (code === 0 ? { ...ok, name: identifier, path: '' } : failed),
        },
      }),
    },
    home: {
      pathOf: (profile) => `/profiles/${profile}`,
      exists: async () => false,
      createIdentity: () => board.ask('identity'),
      writeAlias: () => board.ask('alias'),
      writeEnv: () => board.ask('env'),
      writeModel: () => board.ask('model'),
      writeMcp: (_, { name }) => board.ask(`mcp:${name}`),
      applySkills: () => board.ask('skills'),
      enableSkill: (_, name) => board.ask(`skill:${name}`),
      prepareDiscard: async () => ({ ok: true, finish: async () => {}, undo: async () => {} }),
      sweep: async () => {},
    },
  };
  return { deps, board, pids };
};

type World = ReturnType<typeof createWorld>;

/** What the ports answer so that the engine records the move. */
const tell = ({ board, pids }: World, flow: Flow, { events }: Move): void => {
  const last = events.at(-1);
  if (!last || !('attempt' in last.data) || last.type === 'item.retried') return;
  const { item } = last.data;
  const { type } = last;
  const { run = null, stopping = false } = flow.snapshot.context.items[item] ?? {};
  if (type === 'install.queued')
    return board.answer(`prepare ${item}`, { ok: true, job: { command: ['x'], env: {}, cwd: '/', timeoutMs: 1 } });
  if (type === 'install.started') {
    pids.set(run ?? '', 2);
    return board.answer(`start ${run}`, { state: 'running' });
  }
  if (type.startsWith('install.')) {
    if (run === null) return board.answer(`prepare ${item}`, failed);
    if (stopping) return board.answer(`stop ${run}`, ends[type]);
    board.answer(`start ${run}`, { state: 'running' });
    return board.answer(`end ${run}`, ends[type]);
  }
  board.answer(item, toHomeAnswer(events));
};

const toHomeAnswer = (events: readonly FlowEvent[]): unknown => {
  const type = events.at(-1)?.type;
  if (type === 'alias.written') return { written: '/bin/coder' };
  if (type === 'alias.skipped') return { skipped: { code: 'alias/name-taken', message: 'It is taken.' } };
  if (type === 'skills.applied') {
    const names = events.flatMap((event) => (event.type === 'skill.failed' ? [event.data.name] : []));
    return { ...ok, ...nothing, failed: names.map((name) => ({ name, problem })) };
  }
  return /\.(?:created|written)$/.test(type ?? '') ? ok : failed;
};

/** Walks a path with the real engine; answers the flow as it was recorded after each of its moves. */
export const walk = async (plan: Plan, path: Path): Promise<readonly Flow[]> => {
  const world = createWorld();
  const engine = createEngine(world.deps);
  try {
    const input = revealPlan(plan, { 'env.TOKEN': 'x' });
    if ('missing' in input) throw new Error(`The plan has secrets that are not known here: ${input.missing.join()}.`);
    const started = await engine.startFlow(input.value);
    if (isRefused(started)) throw new Error(started.refusal.message);
    const { id } = started.view;
    const flows: Flow[] = [];
    for (const move of path) {
      const flow = await engine.flow(id);
      if (flow) await act(world, { id, flow, move, engine });
      const version = move.events.at(-1)?.version ?? 0;
      await engine.when(id, (now) => now.version >= version, AbortSignal.timeout(5000));
      const after = await engine.flow(id, version);
      if (after) flows.push(after);
    }
    return flows;
  } finally {
    const closing = engine.close();
    world.board.close();
    await closing;
  }
};

type Act = Readonly<{ id: string; flow: Flow; move: Move; engine: ReturnType<typeof createEngine> }>;

const act = async (world: World, { id, flow, move, engine }: Act): Promise<void> => {
  const answer = await command(engine, flow, { id, event: move.events[0] });
  if (answer === null) tell(world, flow, move);
  else if (isRefused(answer)) throw new Error(answer.refusal.message);
};

type Asked = Readonly<{ id: string; event: FlowEvent | undefined }>;

/** Gives the command that is recorded as this event; null when it is recorded for none. */
const command = async (engine: Act['engine'], { snapshot }: Flow, { id, event }: Asked) => {
  if (event?.type === 'item.retried') return engine.retry(id, { item: event.data.item, edit: editOf(event.data.item) });
  if (event?.type === 'flow.cancel-requested') return engine.cancel(id, { item: event.data.item });
  if (event?.type === 'flow.discarded') return engine.discard(id, { confirm: snapshot.context.profile });
  return null;
};

/** Secrets are destroyed when a flow comes to rest: they come again with the retry. */
const editOf = (item: string): unknown => (item === 'env' ? { TOKEN: 'x' } : undefined);
