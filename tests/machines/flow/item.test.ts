import { describe, expect, test } from 'vitest';
import {
  isAbout,
  type ItemEvent,
  itemMachine,
  itemStates,
  type ItemState,
  nextItemState,
} from '../../../src/machines/flow/item.ts';
import { itemEvents } from './item-events.ts';

type Row = Readonly<Partial<Record<ItemEvent, ItemState>>>;

const ends: Row = { succeeded: 'succeeded', failed: 'failed', 'timed-out': 'timed-out', cancelled: 'cancelled' };
const table: Readonly<Record<ItemState, Row>> = {
  pending: { begun: 'running', queued: 'queued', failed: 'failed', cancelled: 'cancelled', skipped: 'skipped' },
  queued: { started: 'running', ...ends },
  running: { ...ends, skipped: 'skipped' },
  succeeded: {},
  failed: { retried: 'pending' },
  'timed-out': { retried: 'pending' },
  cancelled: { retried: 'pending' },
  skipped: {},
};

describe('the life of an item', () => {
  test('has the states and events of the table', () => {
    expect(Object.keys(itemMachine.states).toSorted()).toEqual(itemStates.toSorted());
    expect(itemMachine.events.toSorted()).toEqual(itemEvents.toSorted());
  });

  describe.each(itemStates)('in %s', (state) => {
    test.each(itemEvents)('goes on after %s as the table says', (event) => {
      expect(nextItemState(state, event)).toBe(table[state][event] ?? null);
    });
  });
});

describe('events about an item', () => {
  test.each([
    ['mcp.failed', { id: 'mcp:a', kind: 'mcp' }, true],
    ['install.failed', { id: 'mcp:a', kind: 'mcp' }, false],
    ['install.queued', { id: 'install:a', kind: 'install' }, true],
    ['model.failed', { id: 'install:a', kind: 'install' }, false],
    ['skill.failed', { id: 'skill:a', kind: 'skill' }, true],
    ['skills.applied', { id: 'skill:a', kind: 'skill' }, true],
    ['skills.failed', { id: 'skill:a', kind: 'skill' }, false],
    ['skills.failed', { id: 'skills', kind: 'step' }, true],
    ['skill.failed', { id: 'skills', kind: 'step' }, false],
    ['identity.created', { id: 'alias', kind: 'step' }, false],
  ] as const)('%s about %j: %s', (type, item, expected) => {
    expect(isAbout(type, item)).toBe(expected);
  });
});
