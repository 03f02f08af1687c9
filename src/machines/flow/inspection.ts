import { findDefinition } from './definitions.ts';
import type { FlowEvent } from './events.ts';
import type { Flow } from './fold.ts';

/** Version of the protocol of `@statelyai/inspect` that is spoken. */
const PROTOCOL = '0.7.2';

type Snapshot = Readonly<{
  status: 'active' | 'done';
  value: unknown;
  context: unknown;
  output: undefined;
  error: undefined;
}>;
type Sent = Readonly<{ type: string }>;

/** One message of the inspection protocol: an actor is there, it is sent an event, it is in a state. */
export type Inspection = Readonly<{
  sessionId: string;
  rootId: string;
  createdAt: string;
  id: string;
  _version: string;
}> &
  (
    | Readonly<{ type: '@xstate.actor'; name: string; definition: string; parentId: undefined; snapshot: Snapshot }>
    | Readonly<{ type: '@xstate.event'; event: Sent; sourceId: undefined }>
    | Readonly<{ type: '@xstate.snapshot'; event: Sent; snapshot: Snapshot }>
  );

/**
 * A recorded flow as an inspector of XState would have seen its machine run: the flow is the one actor, its times are
 * those of the records (milliseconds, as text). Source: the types of `@statelyai/inspect`.
 */
export const toInspections = (steps: readonly Readonly<{ event: FlowEvent; after: Flow }>[]): readonly Inspection[] =>
  steps.flatMap(({ event, after }) => {
    const flow = after.snapshot.context.flow;
    const createdAt = String(Date.parse(event.at));
    const message = (index: number) => ({
      ...{ sessionId: flow, rootId: flow, createdAt, _version: PROTOCOL },
      id: `${flow}.${event.version}.${index}`,
    });
    const snapshot = toSnapshot(after);
    const { type, data, version, at, causation } = event;
    const sent = version === 1 ? { type: 'xstate.init', input: { data, at } } : { type, data, version, at, causation };
    return [
      ...(version === 1 ? [{ ...message(0), ...toActor(after), snapshot }] : []),
      { ...message(1), type: '@xstate.event' as const, event: sent, sourceId: undefined },
      { ...message(2), type: '@xstate.snapshot' as const, event: sent, snapshot },
    ];
  });

const toSnapshot = ({ snapshot: { status, value, context } }: Flow): Snapshot => ({
  status: status === 'done' ? status : 'active',
  value,
  context,
  output: undefined,
  error: undefined,
});

const toActor = ({ definition }: Flow) => ({
  type: '@xstate.actor' as const,
  name: definition,
  parentId: undefined,
  definition: JSON.stringify(findDefinition(definition)?.config ?? {}, functionsByName),
});

const functionsByName = (_: string, value: unknown): unknown =>
  typeof value === 'function' ? { type: value.name } : value;
