import fc from 'fast-check';
import { getMicrosteps } from 'xstate';
import { describe, expect, test } from 'vitest';
import { type EventType, eventSchemas, isEventType } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import { toWays } from '../../../src/machines/flow/graph.ts';
import { profileCreate1 } from '../../../src/machines/flow/machine.ts';
import { toNextEvents } from '../../../src/machines/flow/next-events.ts';
import { trace } from '../../../src/machines/flow/trace.ts';
import type { FlowState } from '../../../src/machines/flow/view.ts';
import { arbitraryWalk, candidates, type Step } from './arbitrary-flow.ts';
import { toEvent } from './play.ts';

const cancels = ['flow.cancel-requested', 'flow.cancelled'] as const;
const ofInstalls = [
  'install.queued',
  'install.started',
  'install.succeeded',
  'install.failed',
  'install.timed-out',
  'install.cancelled',
] as const;
const ofSkills = ['skills.applied', 'skills.failed', 'skill.failed'] as const;
const ofModel = ['model.written', 'model.failed', 'model.skipped'] as const;
const ofEnv = ['env.written', 'env.failed'] as const;
const ofMcp = ['mcp.written', 'mcp.failed'] as const;

const legal: Readonly<Record<FlowState, readonly EventType[]>> = {
  identity: ['identity.created', 'identity.rejected', 'alias.written', 'alias.skipped', ...ofEnv, ...cancels],
  model: [...ofModel, ...cancels],
  mcp: [...ofMcp, ...cancels],
  skills: [...ofSkills, ...cancels],
  spawned: [...ofInstalls, ...cancels],
  installing: [
    ...ofEnv,
    ...ofModel,
    ...ofMcp,
    ...ofSkills,
    ...ofInstalls,
    ...cancels,
    'item.retried',
    'flow.completed',
  ],
  done: ['item.retried', 'flow.discarded'],
  cancelled: ['flow.discarded'],
  rejected: [],
  discarded: [],
};

const types = Object.keys(eventSchemas).filter(isEventType);
const states = Object.keys(profileCreate1.states).filter((state): state is FlowState => state in legal);
const steps: readonly Step[] = fc.sample(arbitraryWalk, { numRuns: 600, seed: 2026 }).flat();
const flowsIn = Map.groupBy(
  steps.map(({ after }) => after),
  ({ snapshot }) => String(snapshot.value),
);
const few = (flows: readonly Flow[]): readonly Flow[] =>
  flows.filter((_, index) => index % Math.ceil(flows.length / 60) === 0);

describe('the chart', () => {
  test('has the states of the table and no others', () => {
    expect(Object.keys(profileCreate1.states).toSorted()).toEqual(Object.keys(legal).toSorted());
  });

  describe.each(states)('in %s', (state) => {
    const taken = new Set(
      few(flowsIn.get(state) ?? []).flatMap((flow) =>
        candidates(flow).flatMap((fact) => (canTake(flow, toEvent(flow, fact)) ? [fact.type] : [])),
      ),
    );
    const took = new Set(steps.flatMap(({ before, event }) => (before?.snapshot.value === state ? [event.type] : [])));

    test.each(types)('decides %s', (type) => {
      expect({ taken: taken.has(type) || took.has(type) }).toEqual({ taken: legal[state].includes(type) });
    });

    test('names what it would take', () => {
      for (const flow of few(flowsIn.get(state) ?? []))
        expect(toNextEvents(flow).toSorted()).toEqual(legal[state].toSorted());
    });
  });

  test('refuses a second start everywhere', () => {
    for (const flow of steps.slice(0, 200).map(({ after }) => after))
      for (const fact of candidates(flow).filter(({ type }) => type === 'flow.started'))
        expect(canTake(flow, toEvent(flow, fact))).toBe(false);
  });
});

describe('every transition', () => {
  const all = toWays(currentDefinition).map(({ id }) => id);
  const takenBy = ({ before, event }: Step): readonly string[] =>
    (before && trace(before, event)?.microsteps.flatMap(({ way }) => way?.id ?? [])) ?? [];

  test('is taken by some generated flow', () => {
    const taken = new Set(steps.flatMap(takenBy));
    process.stdout.write(
      `${all.filter((one) => taken.has(one)).length} of ${new Set(all).size} transitions taken, ${steps.length} events\n`,
    );
    expect([...taken].filter((one) => !all.includes(one))).toEqual([]);
    expect(all.filter((one) => !taken.has(one))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('moves the fold as it moves the machine step by step', () => {
    for (const { before, event, after } of steps.slice(0, 3000)) {
      const last = before && getMicrosteps(profileCreate1, before.snapshot, event).at(-1)?.[0];
      if (last) expect([last.value, last.context]).toEqual([after.snapshot.value, after.snapshot.context]);
      if (before) expect(fold(before, event)?.flow.snapshot.value).toBe(after.snapshot.value);
    }
  });
});
