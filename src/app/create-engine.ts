import type { Flow } from '../machines/flow/fold.ts';
import type { Transition } from '../machines/flow/transition.ts';
import { createActions } from './actions.ts';
import { createCancel } from './cancel.ts';
import { createCommit } from './commit.ts';
import type { Core } from './core.ts';
import { createCoverage } from './coverage.ts';
import type { Deps } from './deps.ts';
import { createDiscard } from './discard.ts';
import { createEffects } from './effects.ts';
import type { Engine } from './engine.ts';
import { createTransitionFeed } from './feed.ts';
import { createLedger } from './ledger.ts';
import { createFork } from './fork.ts';
import { createImportFlow } from './import-flow.ts';
import { createListing } from './listing.ts';
import { createOutputReader } from './output.ts';
import { createPerformers } from './perform.ts';
import { createKeyedQueue } from './queue.ts';
import { readReservation } from './reservation.ts';
import { createResume } from './resume.ts';
import { createRetry } from './retry.ts';
import { createRunFork } from './run-fork.ts';
import { createStartFlow } from './start-flow.ts';
import { createWhen } from './when.ts';

/** The engine over these ports. It does nothing by itself until `resume` is called. */
export const createEngine = (deps: Deps): Engine => {
  const ledger = createLedger(deps);
  const feed = createTransitionFeed(deps, ledger);
  const listing = createListing(deps, ledger);
  const outputs = createOutputReader(deps, ledger);
  const queue = createKeyedQueue();
  const closing = new AbortController();

  const announce = (flow: Flow, transitions: readonly Transition[]): void => {
    listing.note(flow, transitions.at(-1)?.position ?? 0);
    feed.publish(transitions);
  };
  const due = new Map<string, Flow>();
  const publish = (flow: Flow, transitions: readonly Transition[]): void => {
    const { flow: id } = flow.snapshot.context;
    announce(flow, transitions);
    // Whoever waits for the answer to a command comes first; what it asks for is in the log already.
    if (!due.has(id)) setImmediate(() => reconcile(id));
    due.set(id, flow);
  };
  // By then it may have moved on: an effect that was answered meanwhile would be begun again.
  const reconcile = (id: string): void => {
    const flow = due.get(id);
    due.delete(id);
    if (flow) effects.reconcile(flow);
  };
  const core: Core = { deps, ledger, queue, commit: createCommit(deps, ledger, publish) };
  // What works in a profile is started in its lane, one after another, so that each knows whom it has to wait for.
  const lanes = createKeyedQueue();
  const effects = createEffects(core, createPerformers(deps, lanes));

  const startFlow = createStartFlow(core);
  return {
    startFlow,
    fork: createFork(core),
    runFork: createRunFork(core, startFlow),
    retry: createRetry(core),
    cancel: createCancel(core),
    discard: createDiscard(core),
    ...createActions(core, { listing, lanes }),
    importFlow: createImportFlow(core, announce),
    async flow(id, at) {
      return at === undefined ? ((await ledger.load(id))?.flow ?? null) : ledger.at(id, at);
    },
    async step(id, at) {
      const version = at ?? (await ledger.load(id))?.flow.version ?? 0;
      return version < 1 ? null : ((await ledger.steps(id, version - 1, 1))[0] ?? null);
    },
    steps: (id) => ledger.steps(id, 0),
    holderOf: async (profile) => (await readReservation(deps.store, profile)).holder,
    records: ledger.records,
    list: listing.find,
    coverage: createCoverage(deps),
    when: createWhen(ledger, feed, closing.signal),
    output: outputs.read,
    feed: { ...feed, onOutput: outputs.listen },
    resume: createResume(core, listing, effects),
    async close() {
      closing.abort(new Error('the server is closing'));
      outputs.close();
      await effects.close();
      await Promise.all([queue.idle(), lanes.idle()]);
      listing.flush();
    },
  };
};
