import type { Effect, EffectOf, EffectType } from '../machines/flow/effects.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Core } from './core.ts';
import type { Asked, Performers } from './performers.ts';
import { toFailure } from './failure.ts';
import { isRefused, type Refusal } from './refusal.ts';

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
      .then((facts) => settle(core, { id, effect, facts }, stop.signal))
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
    return [toFailure(asked.effect)];
  }
};

type Answer = Readonly<{ id: string; effect: Effect; facts: readonly Fact[] }>;

/** Records an answer, if it is still asked for; one the chart refuses is a fault of ours and settles as such. */
const settle = async (core: Core, { id, effect, facts }: Answer, signal: AbortSignal): Promise<void> => {
  const refusal = await recordAnswer(core, { id, effect, facts }, signal);
  if (refusal === null) return;
  core.deps.onFault(`answer to ${effect.type} ${effect.key} of ${id}`, new Error(refusal.message));
  const again = await recordAnswer(core, { id, effect, facts: [toFailure(effect)] }, signal);
  if (again !== null) core.deps.onFault(`failing ${effect.type} ${effect.key} of ${id}`, new Error(again.message));
};

/** Never given up while the log cannot be written. */
const recordAnswer = async (
  core: Core,
  { id, effect, facts }: Answer,
  signal: AbortSignal,
): Promise<Refusal | null> => {
  for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LAST_RETRY_MS)) {
    try {
      const answer = await core.queue.run(id, () =>
        core.commit(id, (folded) => (folded?.flow.pending.has(effect.key) ? { facts, causation: effect.key } : null)),
      );
      return answer && isRefused(answer) ? answer.refusal : null;
    } catch (error) {
      core.deps.onFault(`recording the answer to ${effect.key} of ${id}`, error);
      await core.deps.clock.sleep(delay, signal);
    }
  }
};
