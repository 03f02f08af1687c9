import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold, foldAll } from '../../../src/machines/flow/fold.ts';
import {
  isProblem,
  isSettled,
  type Item,
  type ItemState,
  itemStates,
  nextItemState,
} from '../../../src/machines/flow/item.ts';
import { parseRecord } from '../../../src/machines/flow/record.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { arbitraryFact, arbitraryWalk, type Step, type Walk } from './arbitrary-flow.ts';
import { firstDivergence, type Live, recordLive } from './chained.ts';
import { answersOf } from './facts.ts';
import { itemEvents } from './item-events.ts';
import { toEvent } from './play.ts';

const FLOWS = { numRuns: 2000 };

const record = (walk: Walk) =>
  walk.reduce<Live | null>((live, { event }) => recordLive(live, event, event.causation), null)?.records ?? [];
const itemsOf = (flow: Flow | null): readonly Item[] => Object.values(flow?.snapshot.context.items ?? {});
const restOf = (walk: Walk): Flow => (walk.at(-1) ?? walk[0]).after;
const eachStep = (check: (step: Step) => void) =>
  fc.assert(
    fc.property(arbitraryWalk, (walk) => walk.forEach(check)),
    FLOWS,
  );

describe('any flow', () => {
  test('has live the hashes a replay of its records finds, at every version', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const records = record(walk);
        expect(records).toHaveLength(walk.length);
        expect(firstDivergence(records)).toBeNull();
      }),
      FLOWS,
    );
  });

  test('is at every version what folding its stored records so far gives, effects and view included', () => {
    fc.assert(
      fc.property(arbitraryWalk, fc.nat(), (walk, at) => {
        const version = (at % walk.length) + 1;
        const read = record(walk)
          .slice(0, version)
          .map((stored) => parseRecord(stored));
        const replayed = foldAll(read.filter((one) => one !== null));
        const live = walk[version - 1]?.after;
        if (!replayed || !live) throw new Error('The records cannot be read back.');
        expect([...replayed.pending]).toEqual([...live.pending]);
        expect(replayed.snapshot.value).toBe(live.snapshot.value);
        expect(JSON.stringify(replayed.snapshot.context)).toBe(JSON.stringify(live.snapshot.context));
        expect(JSON.stringify(toFlowView(replayed))).toBe(JSON.stringify(toFlowView(live)));
      }),
      FLOWS,
    );
  });

  test('comes to rest with nothing owed and every item settled once it is answered', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const { pending, snapshot } = restOf(walk);
        expect(pending.size).toBe(0);
        expect(['done', 'cancelled', 'rejected', 'discarded']).toContain(snapshot.value);
        expect(snapshot.context.outcome).not.toBeNull();
        expect(snapshot.context.endedAt).not.toBeNull();
        expect(itemsOf(restOf(walk)).filter((item) => !isSettled(item) || item.inFlight || item.stopping)).toEqual([]);
      }),
      FLOWS,
    );
  });

  test('owes something exactly while it is not at rest, and has an outcome exactly then', () => {
    eachStep(({ after: { pending, snapshot } }) => {
      const isResting = ['done', 'cancelled', 'rejected', 'discarded'].includes(String(snapshot.value));
      expect(pending.size === 0).toBe(isResting);
      expect(snapshot.context.outcome !== null).toBe(isResting);
    });
  });

  test('owes one effect for each item in flight, and for nothing else but its closing', () => {
    eachStep(({ after: { pending, snapshot } }) => {
      const owed = [...pending.values()].flatMap(({ params }) => ('item' in params ? [params.item] : []));
      const inFlight = Object.values(snapshot.context.items).flatMap((item) => (item.inFlight ? [item.id] : []));
      expect(owed.toSorted()).toEqual(inFlight.toSorted());
      expect(pending.size - owed.length).toBe(snapshot.context.closing === null ? 0 : 1);
    });
  });

  test('takes every answer a fair world can give to what it owes', () => {
    eachStep(({ after }) => {
      const isTold = (fact: Fact | undefined) =>
        fact?.type === 'skill.failed' && fact.data.item in after.snapshot.context.items;
      for (const effect of after.pending.values())
        for (const [fact] of answersOf(effect).filter(([first]) => effect.type !== 'applySkills' || !isTold(first)))
          if (fact) expect(canTake(after, toEvent(after, fact, effect.key))).toBe(true);
    });
  });

  test('has the problems of its items and no others', () => {
    eachStep(({ after }) => {
      const { problems, items, outcome } = toFlowView(after);
      const withProblem = itemsOf(after).filter(isProblem);
      expect(problems.map(({ item }) => item).toSorted()).toEqual(withProblem.map(({ id }) => id).toSorted());
      expect(items).toHaveLength(itemsOf(after).length);
      if (outcome === 'complete' || outcome === 'with-problems')
        expect(outcome === 'complete').toBe(problems.length === 0);
    });
  });

  test('owes plain data', () => {
    eachStep(({ after: { pending } }) => expect(JSON.parse(JSON.stringify([...pending]))).toEqual([...pending]));
  });

  test('keys what it asks for by version and place', () => {
    eachStep(({ before, event, after }) => {
      const asked = fold(before, event)?.effects ?? [];
      expect(asked.map(({ key }) => key)).toEqual(asked.map((_, index) => `${event.version}.${index}`));
      for (const { key } of asked) expect(after.pending.has(key)).toBe(true);
    });
  });

  test('ignores what it does not take', () => {
    const walkAndFact = arbitraryWalk.chain((walk) => {
      const flow = fc.constantFrom(...walk).map(({ after }) => after);
      return flow.chain((one) =>
        fc.tuple(fc.constant(one), fc.array(arbitraryFact(one), { minLength: 5, maxLength: 20 })),
      );
    });
    fc.assert(
      fc.property(walkAndFact, ([flow, facts]) => {
        for (const event of facts.map((fact) => toEvent(flow, fact, null)).filter((one) => !canTake(flow, one))) {
          const step = fold(flow, event);
          expect(step?.flow.snapshot.value).toBe(flow.snapshot.value);
          expect(step?.flow.snapshot.context).toBe(flow.snapshot.context);
          expect(step?.effects).toEqual([]);
        }
      }),
      FLOWS,
    );
  });
});

describe('any item', () => {
  const next = new Map(
    itemStates.map((state) => [state, itemEvents.flatMap((event) => nextItemState(state, event) ?? [])]),
  );
  const nextOf = (state: ItemState) => next.get(state) ?? [];
  const retriedOf = (state: ItemState) => (nextOf(state).includes('pending') ? nextOf('pending') : []);
  const within = new Map(itemStates.map((state) => [state, new Set([state, ...nextOf(state), ...retriedOf(state)])]));

  test('moves along its chart only', () => {
    eachStep(({ before, after }) => {
      const strays = itemsOf(before).filter(
        ({ id, state }) => !within.get(state)?.has(after.snapshot.context.items[id]?.state ?? state),
      );
      expect(strays).toEqual([]);
    });
  });

  test('is left alone by answers about others, unless it is its turn', () => {
    eachStep(({ before, event, after }) => {
      if (event.type.startsWith('flow.')) return;
      const others = itemsOf(before).filter(({ id }) => !('item' in event.data) || event.data.item !== id);
      for (const item of others.filter((one) => isSettled(one) || one.inFlight))
        expect(after.snapshot.context.items[item.id]).toBe(item);
    });
  });

  test('keeps id, kind and place, and never goes away', () => {
    eachStep(({ before, after }) => {
      const place = ({ id, kind, index }: Item) => `${id} ${kind} ${index}`;
      const kept = itemsOf(after).slice(0, itemsOf(before).length);
      expect(kept.map(place)).toEqual(itemsOf(before).map(place));
    });
  });

  test('counts its attempts up by one, by a retry only', () => {
    eachStep(({ before, event, after }) => {
      for (const { id, attempt } of itemsOf(before)) {
        const isRetried = event.type === 'item.retried' && event.data.item === id;
        expect(after.snapshot.context.items[id]?.attempt).toBe(isRetried ? attempt + 1 : attempt);
      }
    });
  });
});
