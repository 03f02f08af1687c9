import type { Flow } from '../machines/flow/fold.ts';
import type { Engine } from './engine.ts';
import type { TransitionFeed } from './feed.ts';
import type { Ledger } from './ledger.ts';

/** Waits for a flow to satisfy a condition: subscribe first, then look, so that nothing is missed in between. */
export const createWhen =
  (ledger: Ledger, feed: Pick<TransitionFeed, 'onTransitions'>, closing: AbortSignal): Engine['when'] =>
  (id, condition, signal) =>
    new Promise((resolve, reject) => {
      const ended = AbortSignal.any([signal, closing]);
      const look = async (): Promise<void> => {
        const flow: Flow | undefined = (await ledger.load(id))?.flow;
        if (flow && condition(flow)) finish(() => resolve(flow));
      };
      const finish = (then: () => void): void => {
        unsubscribe();
        ended.removeEventListener('abort', onAbort);
        then();
      };
      const fail = (error: unknown): void =>
        finish(() => reject(error instanceof Error ? error : new Error(String(error))));
      const onAbort = (): void => fail(ended.reason);
      const unsubscribe = feed.onTransitions((transitions) => {
        if (transitions.some(({ flow }) => flow === id)) look().catch(fail);
      });
      ended.addEventListener('abort', onAbort);
      if (ended.aborted) return onAbort();
      look().catch(fail);
    });
