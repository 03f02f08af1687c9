import type { Core } from './core.ts';
import type { Effects } from './effects.ts';
import type { Engine } from './engine.ts';
import type { Listing } from './listing.ts';

/** After a restart: brings the list up to the log, clears what ended flows left, and goes on with what is owed. */
export const createResume =
  ({ deps, ledger }: Core, listing: Listing, effects: Effects): Engine['resume'] =>
  async () => {
    await listing.catchUp();
    const open = new Set(deps.list.open());
    await deps.vault.sweep((flow) => open.has(flow));
    const isDiscarded = async (flow: string) => (await ledger.load(flow))?.flow.snapshot.value === 'discarded';
    try {
      await deps.home.sweep({ isOpen: (flow) => open.has(flow), isDiscarded });
    } catch (error) {
      // Leftovers are no reason to keep every other flow from going on.
      deps.onFault('clearing up after earlier flows', error);
    }
    for (const id of open) {
      const folded = await ledger.load(id);
      if (folded) effects.reconcile(folded.flow);
      else deps.onFault(`resuming ${id}`, new Error('its records cannot be folded'));
    }
    return { resumed: open.size };
  };
