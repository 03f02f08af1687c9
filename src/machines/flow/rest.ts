import type { Flow } from './fold.ts';

/** Nothing more happens by itself: only a retry or a discard can move it. */
export const isAtRest = ({ pending }: Pick<Flow, 'pending'>): boolean => pending.size === 0;
