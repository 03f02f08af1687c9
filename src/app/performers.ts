import type { EffectOf, EffectType } from '../machines/flow/effects.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';

/** An effect with all it is about. */
export type Asked<T extends EffectType> = Readonly<{ effect: EffectOf<T>; flow: Flow; signal: AbortSignal }>;

/** Carries effects out: each answers with the facts that settle it. Idempotent by the effect's key. */
export type Performers = { readonly [T in EffectType]: (asked: Asked<T>) => Promise<readonly Fact[]> };
