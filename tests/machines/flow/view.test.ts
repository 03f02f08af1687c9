import { describe, expect, test } from 'vitest';
import { type FlowView, toFlowSummary, toFlowView } from '../../../src/machines/flow/view.ts';
import { cancelRequested, failedAs, fullPlan, skillFailed, applied, started } from './facts.ts';
import { foldFacts, playOut, playUntil } from './play.ts';

const begun = foldFacts([started(fullPlan)]);

describe('the view of a flow', () => {
  test('lists items in the order their states come, failed skills after the skills', () => {
    const flow = playOut(begun, (effect) =>
      effect.type === 'applySkills' ? [skillFailed('one'), applied(effect.params)] : undefined,
    );
    expect(toFlowView(flow).items.map(({ id }) => id)).toEqual([
      ...[
        'identity',
        'alias',
        'env',
        'model',
        'mcp:fs',
        'mcp:web',
        'skills',
        'skill:one',
        'install:a/b/c',
        'install:file:///x',
      ],
    ]);
  });

  test('takes its times from the records', () => {
    const done = toFlowView(playOut(begun));
    expect(done.durationMs).toBe((done.version - 1) * 1000);
    expect(Date.parse(done.endedAt ?? '') - Date.parse(done.startedAt)).toBe(done.durationMs);
    expect(toFlowView(begun)).toMatchObject({ durationMs: 0, endedAt: null, outcome: null });
  });

  test('shows a pid only while something runs', () => {
    const running = toFlowView(playUntil(begun, 'awaitInstallEnd'));
    expect(running.items.find(({ state }) => state === 'running')).toMatchObject({ pid: 8 });
    expect(toFlowView(playOut(begun)).items.filter((item) => 'pid' in item)).toEqual([]);
  });

  test('names the item of each problem, and keeps the page to open', () => {
    const problem = {
      code: 'install/blocked' as const,
      message: 'It was blocked.',
      nextAction: 'open-page' as const,
      href: '/x',
    };
    const flow = playOut(begun, (effect) =>
      effect.type === 'writeModel' ? [{ type: 'model.failed', data: { ...effect.params, problem } }] : undefined,
    );
    expect(toFlowView(flow)).toMatchObject({
      state: 'done',
      outcome: 'with-problems',
      problems: [{ item: 'model', ...problem }],
    });
  });

  test('of a rejected flow has the one problem', () => {
    const view = toFlowView(
      playOut(begun, (effect) =>
        effect.type === 'createIdentity' ? [failedAs('identity.rejected', effect.params)] : undefined,
      ),
    );
    expect(view).toMatchObject({ state: 'rejected', outcome: 'rejected', problems: [{ item: 'identity' }] });
  });

  test('tells what was asked to stop until it has', () => {
    const running = playUntil(begun, 'awaitInstallEnd');
    const stopping = ({ items }: FlowView) => items.filter((item) => item.stopping).map(({ id }) => id);
    const one = toFlowView(foldFacts([cancelRequested('install:a/b/c')], running));
    expect([one.stopping, stopping(one)]).toEqual([false, ['install:a/b/c']]);
    const all = foldFacts([cancelRequested()], running);
    expect([toFlowView(all).stopping, stopping(toFlowView(all))]).toEqual([
      true,
      ['install:a/b/c', 'install:file:///x'],
    ]);
    const ended = toFlowView(playOut(all));
    expect(ended.outcome).toBe('cancelled');
    expect([ended.stopping, stopping(ended)]).toEqual([false, []]);
  });

  test('is its summary and the plan', () => {
    const { plan, ...summary } = toFlowView(begun);
    expect(plan).toEqual(fullPlan);
    expect(summary).toEqual(toFlowSummary(begun));
  });
});
