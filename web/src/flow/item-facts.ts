import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';

/** Nothing more happens to it by itself. */
export const isSettled = ({ state }: ItemView): boolean =>
  state !== 'pending' && state !== 'queued' && state !== 'running';

/** It did not work out: it failed, took too long, or was stopped. */
export const isUndone = ({ state }: ItemView): boolean =>
  state === 'failed' || state === 'timed-out' || state === 'cancelled';

/** It was stopped because the whole flow was: no failure of its own. */
export const isStoppedWithFlow = ({ stopping, outcome }: FlowView, { state }: ItemView): boolean =>
  state === 'cancelled' && (stopping || outcome === 'cancelled' || outcome === 'discarded');

/** The profile is there: its directory was made, and not removed since. */
export const hasProfile = ({ items, outcome }: FlowView): boolean =>
  outcome !== 'discarded' && items.some(({ id, state }) => id === 'identity' && state === 'succeeded');

/** The last word of an identifier, which is what people call a skill by: `official/web/evm` is `evm`. */
export const toShortName = (identifier: string): string =>
  identifier
    .replace(/^.*#@?|(?<=.)@(?=[^/]*$)/u, '/')
    .replace(/(?:\.git)?\/*$/u, '')
    .split('/')
    .at(-1) || identifier;

/** It ran elsewhere: it can be looked at and not changed, and what it made is not on this machine. */
export const isImported = ({ imported }: FlowView): boolean => imported !== undefined;
