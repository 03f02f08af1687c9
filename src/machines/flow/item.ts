import { createMachine } from 'xstate';
import type { EventType } from './events.ts';
import type { Problem } from './codes.ts';
import { inertScope } from './inert-scope.ts';

export const itemStates = [
  'pending',
  'queued',
  'running',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'skipped',
] as const;
export type ItemState = (typeof itemStates)[number];
export type ItemKind = 'step' | 'mcp' | 'install' | 'skill';

/** One part of a create that succeeds or fails by itself. */
export type Item = Readonly<{
  id: string;
  kind: ItemKind;
  /** Name of the server, skill or identifier; null for steps. */
  name: string | null;
  /** Place of its entry in the plan's list; null when it has none. */
  index: number | null;
  state: ItemState;
  attempt: number;
  startedAt: string | null;
  endedAt: string | null;
  /** An effect for it is owed. */
  inFlight: boolean;
  /** It was asked to stop and has not yet. */
  stopping: boolean;
  /** Key of the effect that started its run; names the run directory. */
  run: string | null;
  pid: number | null;
  problem: Problem | null;
}>;

export type ItemEvent =
  | 'begun'
  | 'queued'
  | 'started'
  | 'succeeded'
  | 'failed'
  | 'timed-out'
  | 'cancelled'
  | 'skipped'
  | 'retried';

const ends = { succeeded: 'succeeded', failed: 'failed', 'timed-out': 'timed-out', cancelled: 'cancelled' } as const;
const again = { on: { retried: 'pending' } } as const;

/** The life of one item. Its flow steps it; it decides nothing about other items. */
export const itemMachine = createMachine({
  id: 'item@1',
  initial: 'pending',
  states: {
    pending: {
      description: 'Not asked for yet, or asked for again.',
      on: { begun: 'running', queued: 'queued', failed: 'failed', cancelled: 'cancelled', skipped: 'skipped' },
    },
    queued: {
      description: 'Its runner is alive and waits for the install before it in the same profile.',
      on: { started: 'running', ...ends },
    },
    running: { description: 'Being done.', on: { ...ends, skipped: 'skipped' } },
    succeeded: { description: 'Done, and proved where proof is possible.' },
    failed: { description: 'Did not work; the reason is its problem.', ...again },
    'timed-out': { description: 'Took longer than it may and was ended.', ...again },
    cancelled: { description: 'Ended because someone asked.', ...again },
    skipped: { description: 'Not wanted, or not possible and not needed.' },
  },
});

const itemEventOf: Partial<Record<EventType, ItemEvent>> = {
  'identity.created': 'succeeded',
  'identity.rejected': 'failed',
  'alias.written': 'succeeded',
  'alias.skipped': 'skipped',
  'env.written': 'succeeded',
  'env.failed': 'failed',
  'model.written': 'succeeded',
  'model.failed': 'failed',
  'model.skipped': 'skipped',
  'mcp.written': 'succeeded',
  'mcp.failed': 'failed',
  'skills.applied': 'succeeded',
  'skills.failed': 'failed',
  'skill.failed': 'failed',
  'install.queued': 'queued',
  'install.started': 'started',
  'install.succeeded': 'succeeded',
  'install.failed': 'failed',
  'install.timed-out': 'timed-out',
  'install.cancelled': 'cancelled',
  'item.retried': 'retried',
};

/** Whether an event of this type can be about the item: each kind of item has events of its own. */
export const isAbout = (type: EventType, { id, kind }: Pick<Item, 'id' | 'kind'>): boolean => {
  if (kind === 'install' || kind === 'mcp') return type.startsWith(`${kind}.`);
  // A failed skill that is enabled later is answered like the skills step.
  if (kind === 'skill') return type === 'skill.failed' || type === 'skills.applied';
  return type.startsWith(`${id}.`);
};

/** What a recorded event means to its item; null when it is not about an item's life. */
export const toItemEvent = (type: EventType): ItemEvent | null => itemEventOf[type] ?? null;

/** The state an item is in after the event; null when its chart does not take it. */
export const nextItemState = (state: ItemState, event: ItemEvent): ItemState | null =>
  chart.get(`${state} ${event}`) ?? null;

/** Where the chart leads, read off the machine once: without context or guards that never changes, and stepping it is most of a fold. */
const chart: ReadonlyMap<string, ItemState> = new Map(
  itemStates.flatMap((state) => {
    const before = itemMachine.resolveState({ value: state });
    const taken = itemMachine.events.filter((type) => before.can({ type }));
    return taken.map((type): [string, ItemState] => [
      `${state} ${type}`,
      itemMachine.transition(before, { type }, inertScope).value as ItemState,
    ]);
  }),
);

/** Nothing more will happen to it unless it is retried. */
export const isSettled = (item: Item): boolean =>
  item.state !== 'pending' && item.state !== 'queued' && item.state !== 'running';

/** It stands in the way of the outcome `complete`. */
export const isProblem = (item: Item): boolean => item.problem !== null;
