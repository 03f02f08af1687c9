import type { Flow } from './fold.ts';

/** Nothing more happens by itself: only a retry or a discard can move it, and an imported flow nothing at all. */
export const isAtRest = ({ pending, imported }: Pick<Flow, 'pending' | 'imported'>): boolean =>
  pending.size === 0 || imported !== undefined;
