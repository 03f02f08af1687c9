import type { EffectOf, EffectType } from '../machines/flow/effects.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { Change, ProfileRef } from '../machines/ports/profile-home.ts';

/** An effect with all it is about. */
export type Asked<T extends EffectType> = Readonly<{ effect: EffectOf<T>; flow: Flow; signal: AbortSignal }>;

/** Carries effects out: each answers with the facts that settle it. Idempotent by the effect's key. */
export type Performers = { readonly [T in EffectType]: (asked: Asked<T>) => Promise<readonly Fact[]> };

/** The profile of a flow. */
export const refOf = ({ snapshot: { context } }: Flow): ProfileRef => ({
  flow: context.flow,
  profile: context.profile,
});

/** The item an effect is about; throws for one the flow does not have. */
export const itemOf = (flow: Flow, id: string): Item => {
  const item = flow.snapshot.context.items[id];
  if (!item)
    throw new Error(`The flow ${flow.snapshot.context.flow} owes an effect for an item it does not have: ${id}`);
  return item;
};

/** What a write adds to the fact that records it. */
export const written = ({ wrote, notices }: Extract<Change, { ok: true }>) => ({
  wrote: { ...wrote },
  ...(notices.length > 0 && { notices: [...notices] }),
});
