import type { ItemEvent } from '../../../src/machines/flow/item.ts';

/** Everything that can happen to an item. */
export const itemEvents: readonly ItemEvent[] = [
  'begun',
  'queued',
  'started',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'skipped',
  'retried',
];
