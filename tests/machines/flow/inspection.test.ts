import { createActor, type InspectionEvent } from 'xstate';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { toInspections } from '../../../src/machines/flow/inspection.ts';
import { profileCreate1 } from '../../../src/machines/flow/machine.ts';
import { foldSteps } from '../../../src/machines/flow/steps.ts';
import { facts, flowId, record } from '../../cli/recorded-flow.ts';

const steps = foldSteps(record(facts));
const inspections = toInspections(steps);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

const inspectLive = (): readonly InspectionEvent[] => {
  const [first, ...later] = steps.map(({ event: { type, data, version, at, causation } }) => ({
    type,
    data,
    version,
    at,
    causation,
  }));
  if (first?.type !== 'flow.started') throw new Error('A flow begins with its start.');
  const seen: InspectionEvent[] = [];
  const input = { data: first.data as never, at: first.at };
  const actor = createActor(profileCreate1, { input, inspect: (event) => seen.push(event) });
  actor.start();
  for (const event of later) actor.send(event as never);
  return seen;
};

test('a recorded flow is told as XState tells it to an inspector that watches the machine live', () => {
  const live = inspectLive().flatMap((seen): readonly object[] => {
    if (seen.type === '@xstate.actor') return [{ type: seen.type }];
    if (seen.type === '@xstate.event') return [{ type: seen.type, event: seen.event }];
    if (seen.type !== '@xstate.snapshot') return [];
    const { status, value, context } = z
      .looseObject({ status: z.string(), value: z.unknown(), context: z.unknown() })
      .parse(seen.snapshot);
    return [{ type: seen.type, event: seen.event, snapshot: { status, value, context } }];
  });
  const told = inspections.map(({ type, ...message }) => ({
    type,
    ...('event' in message && { event: message.event }),
    ...(type === '@xstate.snapshot' && 'snapshot' in message && { snapshot: message.snapshot }),
  }));
  expect(plain(told)).toEqual(plain(live));
});

const base = {
  sessionId: z.literal(flowId),
  rootId: z.literal(flowId),
  createdAt: z.string().regex(/^\d+$/),
  id: z.string(),
  _version: z.literal('0.7.2'),
};
const snapshot = z.strictObject({
  status: z.enum(['active', 'done']),
  value: z.string(),
  context: z.record(z.string(), z.unknown()),
});
const event = z.looseObject({ type: z.string() });

test('every message has the shape of the protocol, a time of the records, and an id of its own', () => {
  const schema = z.union([
    z.strictObject({
      ...base,
      type: z.literal('@xstate.actor'),
      name: z.literal('profile-create@1'),
      definition: z.string(),
      snapshot,
    }),
    z.strictObject({ ...base, type: z.literal('@xstate.event'), event }),
    z.strictObject({ ...base, type: z.literal('@xstate.snapshot'), event, snapshot }),
  ]);
  for (const message of inspections) expect(schema.safeParse(plain(message))).toMatchObject({ success: true });
  expect(new Set(inspections.map(({ id }) => id)).size).toBe(inspections.length);
  expect(inspections.at(-1)?.createdAt).toBe(String(Date.parse(steps.at(-1)?.event.at ?? '')));
});

test('the actor carries the definition of its machine, its guards and actions by name', () => {
  const [actor] = inspections;
  const definition: unknown = JSON.parse(actor?.type === '@xstate.actor' ? actor.definition : 'null');
  expect(definition).toMatchObject({
    id: 'profile-create@1',
    initial: 'identity',
    states: { mcp: { entry: 'beginMcp', on: { 'mcp.failed': { guard: 'itemTakes', actions: 'settleItem' } } } },
  });
});
