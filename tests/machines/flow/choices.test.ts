import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endings } from '../../../src/machines/flow/answers.ts';
import { type Choice, toChoices } from '../../../src/machines/flow/choices.ts';
import type { FlowEvent } from '../../../src/machines/flow/events.ts';
import { type ForkChange, forkFlow } from '../../../src/machines/flow/fork.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { failedAs, fullPlan, retried } from './facts.ts';
import { createPlay } from './play-events.ts';

const fork = (original: readonly FlowEvent[], change: ForkChange) => {
  const forked = forkFlow(original, change);
  if (!forked) throw new Error('The definition is known.');
  return forked;
};
const said = ({ item, event, source, options }: Choice) => `${source} ${item} ${event}: ${options.join(' ')}`;

describe('the choices of a fork', () => {
  test('are what a fork takes as another end, and nothing else', () => {
    let taken = 0;
    fc.assert(
      fc.property(arbitraryWalk, fc.nat(), fc.nat(), (walk, nth, which) => {
        const original = walk.map(({ event }) => event);
        const at = (nth % original.length) + 1;
        const choices = toChoices(fork(original, { at, answers: [] }).events, at);
        const choice = choices[which % choices.length];
        if (!choice) return;
        const { item, attempt, options } = choice;
        for (const type of endings) {
          const { events, unused } = fork(original, { at, answers: [{ item, attempt, event: { type } }] });
          expect([type, unused.length]).toEqual([type, options.includes(type) ? 0 : 1]);
          if (unused.length === 0) taken += 1;
          if (unused.length === 0 && type !== 'skills.applied')
            expect(events.filter(({ source }) => source === 'chosen')).toHaveLength(1);
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  const original = createPlay(fullPlan)
    .settle((name) => (name.endsWith(' mcp:fs') ? [failedAs('mcp.failed', { item: 'mcp:fs', attempt: 1 })] : undefined))
    .events();
  const at = original.findIndex(({ type }) => type === 'mcp.failed');

  test('begin after the version forked at and name what was recorded', () => {
    const choices = toChoices(fork(original, { at, answers: [] }).events, at).map(said);
    expect(choices.slice(0, 3)).toEqual([
      'carried mcp:fs mcp.failed: mcp.written mcp.failed',
      'carried mcp:web mcp.written: mcp.written mcp.failed',
      'carried skills skills.applied: skills.applied skills.failed',
    ]);
    expect(choices).toContain('carried skill:two skills.applied: skills.applied skill.failed');
    expect(choices).toContain(
      'carried install:a/b/c install.succeeded: install.succeeded install.failed install.timed-out install.cancelled',
    );
    expect(toChoices(fork(original, { at: original.length, answers: [] }).events, original.length)).toEqual([]);
  });

  test('leave out single skills once all of them are chosen to fail', () => {
    const answers = [{ item: 'skills', event: { type: 'skills.failed' } }] as const;
    const items = toChoices(fork(original, { at, answers }).events, at).map(({ item }) => item);
    expect(items).toContain('skills');
    expect(items).not.toContain('skill:two');
  });
});

test('an answer waits for the attempt it names', () => {
  const original = createPlay(fullPlan)
    .settle((name) => (name.endsWith(' model') ? [failedAs('model.failed', { item: 'model', attempt: 1 })] : undefined))
    .command(retried('model'))
    .settle()
    .events();
  const failed = { item: 'model', attempt: 2, event: { type: 'model.failed' } } as const;
  const { flow, events } = fork(original, { at: 1, answers: [failed] });
  expect(toFlowView(flow).items.find(({ id }) => id === 'model')).toMatchObject({ state: 'failed', attempt: 2 });
  const sources = events.flatMap(({ event, source }) => (event.type === 'model.failed' ? [source] : []));
  expect(sources).toEqual(['carried', 'chosen']);
  expect(fork(original, { at: 1, answers: [{ ...failed, attempt: 3 }] }).unused).toHaveLength(1);
});
