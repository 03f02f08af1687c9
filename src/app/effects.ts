import type { Effect, EffectOf, EffectType } from '../machines/flow/effects.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Problem } from '../machines/flow/codes.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Core } from './core.ts';
import type { Asked, Performers } from './performers.ts';
import { isRefused } from './refusal.ts';

/** Brings the world in line with what flows ask for. */
export type Effects = Readonly<{
  /** Starts what is pending and not running, stops what runs and is no longer pending. */
  reconcile(flow: Flow): void;
  /** Stops watching; runs go on by themselves and are found again by `reconcile` after a restart. */
  close(): Promise<void>;
}>;

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export const createEffects = (core: Core, performers: Performers): Effects => {
  const running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  let isClosing = false;

  const begin = (flow: Flow, effect: Effect): void => {
    const id = flow.snapshot.context.flow;
    const name = `${id}/${effect.key}`;
    const stop = new AbortController();
    const done = perform(core, performers, { effect, flow, signal: stop.signal })
      .then((facts) => settle(core, { id, key: effect.key, facts }, stop.signal))
      .catch((error: unknown) => stop.signal.aborted || core.deps.onFault(`effect ${effect.type} of ${name}`, error))
      .then(() => void running.delete(name));
    running.set(name, { stop, done });
  };

  return {
    reconcile(flow) {
      const { flow: id } = flow.snapshot.context;
      for (const [name, { stop }] of running) {
        const key = name.startsWith(`${id}/`) ? name.slice(id.length + 1) : null;
        if (key !== null && !flow.pending.has(key)) stop.abort(new Error('no longer asked for'));
      }
      if (isClosing) return;
      for (const effect of flow.pending.values()) if (!running.has(`${id}/${effect.key}`)) begin(flow, effect);
    },
    async close() {
      isClosing = true;
      for (const { stop } of running.values()) stop.abort(new Error('the server is closing'));
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
};

const perform = async <T extends EffectType>(
  core: Core,
  performers: Performers,
  asked: Readonly<{ effect: Effect; flow: Flow; signal: AbortSignal }>,
): Promise<readonly Fact[]> => {
  // One performer per effect type, so the pair always fits; TypeScript cannot follow a union through a table.
  const run = performers[asked.effect.type] as (asked: Asked<T>) => Promise<readonly Fact[]>;
  try {
    return await run({ ...asked, effect: asked.effect as EffectOf<T> });
  } catch (error) {
    if (asked.signal.aborted) throw error;
    core.deps.onFault(`effect ${asked.effect.type}`, error);
    return toFailure(asked.effect);
  }
};

type Answer = Readonly<{ id: string; key: string; facts: readonly Fact[] }>;

/** Records an answer, if it is still asked for. It is never given up while the log cannot be written. */
const settle = async (core: Core, { id, key, facts }: Answer, signal: AbortSignal): Promise<void> => {
  for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LAST_RETRY_MS)) {
    try {
      const answer = await core.queue.run(id, () =>
        core.commit(id, (folded) => (folded?.flow.pending.has(key) ? { facts, causation: key } : null)),
      );
      if (answer && isRefused(answer))
        core.deps.onFault(`answer to ${key} of ${id}`, new Error(answer.refusal.message));
      return;
    } catch (error) {
      core.deps.onFault(`recording the answer to ${key} of ${id}`, error);
      await core.deps.clock.sleep(delay, signal);
    }
  }
};

const unexpected: Problem = {
  code: 'internal/unexpected',
  message: 'Something went wrong that this program did not expect; its log has the details. Try again.',
  nextAction: 'retry',
};

/** Even a fault of our own settles its effect, so that no flow waits for ever. */
const toFailure = ({ type, params }: Effect): readonly Fact[] => {
  if (type === 'completeFlow') return [{ type: 'flow.completed', data: params }];
  if (type === 'cancelFlow') return [{ type: 'flow.cancelled', data: { outcome: 'cancelled' } }];
  const data = { item: params.item, attempt: params.attempt, problem: unexpected };
  if (type === 'createIdentity')
    return [{ type: 'identity.rejected', data: { ...data, problem: { ...unexpected, nextAction: 'create-again' } } }];
  if (type === 'writeAlias')
    return [
      {
        type: 'alias.skipped',
        data: { ...params, notices: [{ code: 'alias/write-failed', message: unexpected.message }] },
      },
    ];
  if (type === 'writeEnv') return [{ type: 'env.failed', data }];
  if (type === 'writeModel') return [{ type: 'model.failed', data }];
  if (type === 'writeMcp') return [{ type: 'mcp.failed', data }];
  if (type === 'applySkills') return [{ type: 'skills.failed', data }];
  if (type === 'enableSkill')
    return [{ type: 'skill.failed', data: { ...data, name: params.item.replace(/^skill:/, '') } }];
  return [{ type: 'install.failed', data }];
};
