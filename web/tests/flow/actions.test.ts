import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow } from '../../../src/machines/flow/fold.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { arbitraryWalk } from '../../../tests/machines/flow/arbitrary-flow.ts';
import { cancelRequested, discarded, retried } from '../../../tests/machines/flow/facts.ts';
import { toEvent } from '../../../tests/machines/flow/play.ts';
import {
  canCancel,
  canCancelItem,
  canDiscard,
  canRetry,
  toFlowActions,
  toItemActions,
  toRetriable,
} from '../../src/flow/actions.ts';
import { hasProfile } from '../../src/flow/item-facts.ts';
import { endOf, foldRecorded, recordedNames, viewsOf } from './recorded.ts';

const expectWhatTheMachineTakes = (flow: Flow) => {
  const view = toFlowView(flow);
  const takes = (fact: Fact): boolean => canTake(flow, toEvent(flow, fact));
  expect(canCancel(view)).toBe(takes(cancelRequested()));
  expect(canDiscard(view)).toBe(hasProfile(view) && takes(discarded));
  for (const item of view.items) {
    expect(canRetry(view, item), `retry of ${item.id}`).toBe(takes(retried(item.id, item.attempt + 1)));
    expect(canCancelItem(view, item), `cancel of ${item.id}`).toBe(takes(cancelRequested(item.id)));
  }
};

describe('what can be pressed', () => {
  test.each(recordedNames)('is what the machine takes, at every version of: %s', (name) => {
    for (const flow of foldRecorded(`${name}.ndjson`)) expectWhatTheMachineTakes(flow);
  });

  test('is what the machine takes, in any flow', () => {
    fc.assert(fc.property(arbitraryWalk, (walk) => walk.forEach(({ after }) => expectWhatTheMachineTakes(after))));
  });

  test('about an item is first what its problem advises', () => {
    const view = endOf('with-problems');
    const actions = Object.fromEntries(view.items.map((item) => [item.id, toItemActions(view, item)]));
    expect(actions).toMatchObject({
      identity: [],
      model: ['edit', 'retry'],
      'mcp:a': ['edit', 'retry'],
      'skill:no-such': ['edit', 'retry'],
      'install:/missing': ['edit', 'retry'],
    });
    const stopped = endOf('one-cancelled');
    expect(stopped.items.map((item) => toItemActions(stopped, item)).filter((all) => all.length > 0)).toEqual([
      ['retry', 'edit'],
    ]);
  });

  test('about an item with a page to open is that page first', () => {
    const view = endOf('with-problems');
    const [item] = toRetriable(view);
    if (!item?.problem) throw new Error('Nothing failed.');
    const problem = { ...item.problem, nextAction: 'open-page', href: 'https://example.org/auth' } as const;
    expect(toItemActions(view, { ...item, problem })).toEqual(['open-page', 'retry', 'edit']);
  });

  test('about an item that cannot be mended here is nothing', () => {
    const view = endOf('with-problems');
    const [item] = toRetriable(view);
    if (!item?.problem) throw new Error('Nothing failed.');
    expect(toItemActions(view, { ...item, problem: { ...item.problem, nextAction: 'none' } })).toEqual([]);
  });

  test('about a rejected flow is to create again, of its item too', () => {
    const view = endOf('rejected');
    expect(view.items.map((item) => toItemActions(view, item))[0]).toEqual(['create-again']);
    expect(toFlowActions(view)).toEqual(['create-again', 'create-another', 'replay']);
  });

  test('about an imported flow changes nothing', () => {
    for (const name of recordedNames)
      for (const view of viewsOf(name)) {
        const imported = { ...view, imported: { at: view.startedAt } };
        expect(toFlowActions(imported)).toEqual(['replay', 'create-again']);
        expect(view.items.flatMap((item) => toItemActions(imported, item))).toEqual([]);
      }
  });

  test('about a flow follows its outcome', () => {
    expect(toFlowActions(endOf('complete'))).toEqual(['create-another', 'create-again', 'replay', 'discard']);
    expect(toFlowActions(endOf('with-problems'))[0]).toBe('retry-all');
    expect(toFlowActions(endOf('cancelled'))).toEqual(['create-again', 'create-another', 'replay', 'discard']);
    expect(toFlowActions(endOf('discarded'))).toEqual(['create-again', 'create-another', 'replay']);
    expect(viewsOf('complete').slice(0, -2).map(toFlowActions)).toEqual(
      expect.arrayContaining([expect.arrayContaining(['cancel'])]),
    );
  });
});
