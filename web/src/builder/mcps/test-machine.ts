import { assign, fromPromise, setup } from 'xstate';
import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import type { McpProbe } from '../../../../src/machines/ports/mcp-prober.ts';

/** Tries out an entry; the signal ends the attempt. */
export type Probe = (entry: McpServerInput, signal: AbortSignal) => Promise<McpProbe>;

type Context = Readonly<{
  /** The entry that is, or was, tried out. */
  asked: McpServerInput | null;
  found: McpProbe | null;
  /** Why there is no answer. */
  error: unknown;
}>;

type Event = Readonly<{ type: 'test'; entry: McpServerInput }> | Readonly<{ type: 'cancel' }>;

export const toProbeActor = (probe: Probe) =>
  fromPromise<McpProbe, McpServerInput | null>(({ input, signal }) => {
    if (input === null) throw new Error('There is no entry to try out.');
    return probe(input, signal);
  });

const begin = {
  target: 'testing',
  actions: assign<Context, Extract<Event, { type: 'test' }>, undefined, Event, never>({
    asked: ({ event }) => event.entry,
    found: null,
    error: null,
  }),
} as const;

/** One try-out of a server at a time; leaving it, by cancel or with the page, ends what it started. */
export const testMachine = setup({
  types: {} as { context: Context; events: Event },
  actors: { probe: toProbeActor(() => Promise.reject(new Error('Provide "probe".'))) },
}).createMachine({
  id: 'mcp-test',
  context: { asked: null, found: null, error: null },
  initial: 'idle',
  states: {
    idle: { on: { test: begin } },
    testing: {
      invoke: {
        src: 'probe',
        input: ({ context }) => context.asked,
        onDone: { target: 'told', actions: assign(({ event }) => ({ found: event.output })) },
        onError: { target: 'failed', actions: assign(({ event }) => ({ error: event.error })) },
      },
      on: { cancel: { target: 'cancelled' } },
    },
    told: { on: { test: begin } },
    failed: { on: { test: begin } },
    cancelled: { on: { test: begin } },
  },
});
