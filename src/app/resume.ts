import { type FlowState, toFlowState } from '../machines/flow/view.ts';
import type { Core } from './core.ts';
import type { Effects } from './effects.ts';
import type { Engine } from './engine.ts';
import { FlowUnreadableError } from './flow-unreadable-error.ts';
import type { Ledger } from './ledger.ts';
import type { Listing } from './listing.ts';

/** After a restart: brings the list up to the log, clears what ended flows left, and goes on with what is owed. */
export const createResume =
  ({ deps, ledger }: Core, listing: Listing, effects: Effects): Engine['resume'] =>
  async () => {
    await listing.catchUp();
    const open = new Set(deps.list.open());
    // What cannot be read may be open to the version that wrote it.
    const isOpen = async (id: string) => open.has(id) || (await stateOf(ledger, id)) === 'unreadable';
    await deps.vault.sweep(isOpen);
    try {
      await deps.home.sweep({ isOpen, isDiscarded: async (id) => (await stateOf(ledger, id)) === 'discarded' });
    } catch (error) {
      // Leftovers are no reason to keep every other flow from going on.
      deps.onFault('clearing up after earlier flows', error);
    }
    const flows = await ledger.loadAll(open);
    for (const { flow } of flows) effects.reconcile(flow);
    return { resumed: flows.length };
  };

const stateOf = async (ledger: Ledger, id: string): Promise<FlowState | 'unreadable' | null> => {
  try {
    const folded = await ledger.load(id);
    return folded && toFlowState(folded.flow.snapshot.value);
  } catch (error) {
    if (error instanceof FlowUnreadableError) return 'unreadable';
    throw error;
  }
};
