import { describe, expect, test } from 'vitest';
import { toHeadline, toTabTitle } from '../../src/flow/headline.ts';
import { flow } from '../../src/i18n/en/flow.ts';
import { endOf, recordedNames, viewsOf } from './recorded.ts';

const headlines = (name: string) => [...new Set(viewsOf(name).map((view) => toHeadline(view, flow)))];

describe('the headline', () => {
  test('is one sentence of how the flow stands, from its first version to its last', () => {
    expect(headlines('complete')).toEqual(['Creating complete', 'complete is ready']);
    expect(headlines('with-problems')).toEqual(['Creating with-problems', 'with-problems is ready, with 8 problems']);
    expect(headlines('one-cancelled')).toContain('one-cancelled is ready, with 1 problem');
    expect(headlines('cancelled')).toEqual([
      'Creating cancelled',
      'Stopping the create of cancelled',
      'cancelled was stopped halfway',
    ]);
    expect(headlines('discarded').at(-1)).toBe('discarded was removed');
  });

  test('of a rejected flow says the reason and not what to do', () => {
    expect(headlines('rejected').at(-1)).toBe(
      'Nothing was created: something that is not a directory stands in the way.',
    );
  });

  test('says that only what failed is tried again', () => {
    expect(headlines('retried')).toEqual([
      'Creating retried',
      'retried is ready, with 2 problems',
      'Trying again what failed in retried',
      'retried is ready, with 1 problem',
      'retried is ready',
    ]);
  });

  test('has a mark of its own in the title of the tab for each outcome', () => {
    const marks = new Set(['complete', 'with-problems', 'cancelled'].map((name) => toTabTitle(endOf(name), flow)[0]));
    expect(marks.size).toBe(3);
    expect(toTabTitle(endOf('complete'), flow)).toBe('✓ complete is ready');
  });

  test.each(recordedNames)('is never without words: %s', (name) => {
    for (const view of viewsOf(name)) expect(toHeadline(view, flow)).toMatch(/^\S.*\S$/);
  });
});
