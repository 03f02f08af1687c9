import { describe, expect, test } from 'vitest';
import type { ItemView } from '../../../src/machines/flow/view.ts';
import { toAnnouncements } from '../../src/flow/announcements.ts';
import { flow } from '../../src/i18n/en/flow.ts';
import { recordedNames, viewsOf } from './recorded.ts';

const spoken = (name: string): readonly string[] => {
  const views = viewsOf(name);
  return views.flatMap((view, index) => toAnnouncements(views[index - 1] ?? view, view, flow));
};

describe('what is read out', () => {
  test('is each milestone once', () => {
    expect(spoken('complete')).toEqual([
      'Directory of the profile: done.',
      'Command: done.',
      'Environment variables: done.',
      'Model: done.',
      'MCP server fs: done.',
      'Skills: done.',
      'Hub skill a-skill: begun.',
      'Hub skill a-skill: done.',
      'complete is ready.',
    ]);
  });

  test.each(recordedNames)('is a sentence for each thing an attempt came to, and no more: %s', (name) => {
    const silent = ['pending', 'queued', 'skipped'];
    const isQuick = ({ kind, state, attempt }: ItemView) => kind !== 'install' && state === 'running' && attempt === 1;
    const told = viewsOf(name)
      .flatMap(({ items }) => items)
      .filter((item) => !silent.includes(item.state) && !isQuick(item))
      .map(({ id, attempt, state }) => JSON.stringify([id, attempt, state]));
    const ofItems = spoken(name).filter((sentence) => /: (?:done|failed|took|stopped|begun|attempt)\b/.test(sentence));
    expect(ofItems).toHaveLength(new Set(told).size);
  });

  test('says why something failed, and which attempt is begun', () => {
    expect(spoken('retried')).toContain('MCP server fs: attempt 2 begun.');
    expect(spoken('with-problems')).toContain(
      'MCP server a: failed. Server "a" has neither a command nor a URL. Say how it is reached.',
    );
  });

  test('is the same when several versions come at once', () => {
    const views = viewsOf('cloned');
    const [first, last] = [views[0], views.at(-1)];
    if (!first || !last) throw new Error('The corpus is empty.');
    expect(toAnnouncements(first, last, flow)).toEqual(spoken('cloned'));
  });

  test('is nothing when nothing changed', () => {
    for (const view of viewsOf('complete')) expect(toAnnouncements(view, view, flow)).toEqual([]);
  });
});
