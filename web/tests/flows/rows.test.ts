import { describe, expect, it } from 'vitest';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { newRow } from '../../../tests/fixtures/stores/flow-rows.ts';
import { arrange } from '../../src/flows/arrange.ts';
import { toOutcomeFilter } from '../../src/flows/outcome-filter.ts';
import { toRowMove } from '../../src/flows/row-move.ts';
import { countSettled, toStatus, toWords } from '../../src/flows/standing.ts';
import { en } from '../../src/i18n/en.ts';
import { flows } from '../../src/i18n/en/flows.ts';

const flow = (over: Partial<FlowSummary>): FlowSummary => newRow(over).summary;
const ended = (id: string): FlowSummary => flow({ id, outcome: 'complete', state: 'done' });
const imported = { at: '2026-03-01T12:00:00.000Z' };

describe('rows of flows', () => {
  const idsOf = (sources: Parameters<typeof arrange>[0]) => arrange(sources).map(({ id }) => id);

  it('begin with what is under way, also when it is older than the rest', () => {
    const flows = [ended('d'), flow({ id: 'c' }), ended('b')];
    expect(idsOf({ flows, open: [flow({ id: 'c' }), flow({ id: 'a' })], onTop: new Set() })).toEqual([
      'c',
      'a',
      'd',
      'b',
    ]);
  });

  it('keep on top what was there', () => {
    expect(idsOf({ flows: [ended('c'), ended('b'), ended('a')], open: [], onTop: new Set(['b']) })).toEqual([
      'b',
      'c',
      'a',
    ]);
  });

  it('leave flows that were imported halfway in their place', () => {
    const halfway = flow({ id: 'a', imported });
    expect(idsOf({ flows: [ended('b'), halfway], open: [halfway], onTop: new Set() })).toEqual(['b', 'a']);
  });
});

describe('how a flow stands', () => {
  it.each([
    [{ state: 'installing' }, 'running', 'Installing hub skills'],
    [{ state: 'installing', stopping: true }, 'running', 'Stopping'],
    [{ state: 'installing', imported }, 'pending', 'Not finished'],
    [{ state: 'done', outcome: 'with-problems' }, 'with-problems', 'With problems'],
  ] as const)('is said of %j', (over, status, words) => {
    expect([toStatus(flow(over)), toWords(flow(over), flows, en.ui)]).toEqual([status, words]);
  });

  it('counts every item that has ended, whatever way', () => {
    const states = [
      'pending',
      'queued',
      'running',
      'succeeded',
      'failed',
      'timed-out',
      'cancelled',
      'skipped',
    ] as const;
    const items = states.map((state) => ({ id: state, kind: 'step' as const, state, attempt: 1 }));
    expect(countSettled({ items })).toBe(5);
  });
});

describe('a key', () => {
  const move = (key: string, place: Partial<Parameters<typeof toRowMove>[1]> = {}) =>
    toRowMove(
      { key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false },
      { at: 1, count: 3, focus: 'row', ...place },
    );

  it.each([
    ['j', 2],
    ['ArrowDown', 2],
    ['k', 0],
    ['ArrowUp', 0],
    ['Home', 0],
    ['End', 2],
    ['Enter', null],
    ['x', null],
  ])('%s leads to row %s from the one between', (key, row) => {
    expect(move(key)).toBe(row);
  });

  it('does not lead out of the list', () => {
    expect([
      move('j', { at: 2 }),
      move('k', { at: 0 }),
      move('k', { at: -1 }),
      move('j', { at: -1, count: 0 }),
    ]).toEqual([2, 0, 0, null]);
  });

  it('scrolls the page as ever unless a row has the focus', () => {
    expect([move('ArrowDown', { focus: 'none' }), move('End', { focus: 'none' })]).toEqual([null, null]);
    expect(move('j', { focus: 'none' })).toBe(2);
  });

  it('is typed where something takes keys; only down leads from the search to the first row', () => {
    expect([move('j', { focus: 'search' }), move('j', { focus: 'control' })]).toEqual([null, null]);
    expect(move('ArrowDown', { focus: 'search' })).toBe(0);
  });
});

it('an outcome in the address that is none shows all flows', () => {
  expect([toOutcomeFilter('rejected'), toOutcomeFilter('none'), toOutcomeFilter('x'), toOutcomeFilter(null)]).toEqual([
    'rejected',
    'none',
    'all',
    'all',
  ]);
});
