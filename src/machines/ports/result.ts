import type { Problem } from '../flow/codes.ts';

/** What the world answered: the facts, or one problem for a person. A port that touches the world refuses by value. */
export type Result<T = object> = (Readonly<{ ok: true }> & Readonly<T>) | Readonly<{ ok: false; problem: Problem }>;

/**
 * What a write left on disk: path relative to the profile → keyed digest. A path ending in `/` stands for the tree
 * below it; `null` = the write removed it. Keyed, so that a log cannot be searched for a guessed secret.
 */
export type Wrote = Readonly<Record<string, string | null>>;
