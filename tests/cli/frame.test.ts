import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toFrame } from '../../src/cli/progress/frame.ts';
import { widthOf } from '../../src/cli/text-width.ts';
import type { LiveFlow } from '../../src/cli/progress/live-flow.ts';

const paint = (_: string, text: string) => text;
const startedAt = '2026-01-01T00:00:00.000Z';
const at = (ms: number) => Date.parse(startedAt) + ms;
const flow: LiveFlow = {
  id: 'flw_demo',
  profile: 'coder',
  version: 9,
  state: 'installing',
  outcome: null,
  startedAt,
  endedAt: null,
  items: [
    { id: 'model', kind: 'step', state: 'succeeded', attempt: 1, startedAt, endedAt: '2026-01-01T00:00:00.200Z' },
    { id: 'install:owner/repo/a-very-long/path', kind: 'install', state: 'running', attempt: 2, startedAt },
  ],
};

describe('toFrame', () => {
  test('shows state, duration and attempt of each item, and what a running one says', () => {
    const output = new Map([['install:owner/repo/a-very-long/path', 'Cloning…']]);
    const lines = toFrame(flow, { paint, columns: 100, now: at(65_000), tick: 0, output });
    expect(lines).toEqual([
      '⠋ coder  installing  1 min 05 s',
      '✔ model                                succeeded  0.2 s',
      '⠋ install:owner/repo/a-very-long/path  running  1 min 05 s  attempt 2',
      '    Cloning…',
    ]);
  });

  test('shows what went wrong and what to do next', () => {
    const problem = {
      item: 'model',
      code: 'model/incomplete',
      message: 'No model was named.',
      nextAction: 'edit-and-retry',
    };
    const failed = { ...flow, items: [{ id: 'model', kind: 'step', state: 'failed', attempt: 1, problem }] };
    const lines = toFrame(failed, { paint, columns: 80, now: at(0), tick: 0 });
    expect(lines.slice(1)).toEqual(['✖ model     failed', '    No model was named.', '    next: edit-and-retry']);
  });

  test('keeps both ends of a name that is too long', () => {
    expect(toFrame(flow, { paint, columns: 40, now: at(0), tick: 0 })[2]).toMatch(/^⠋ install…ry-long\/path {2}/);
  });

  test('never draws a line wider than the terminal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 120 }),
        fc.string({ maxLength: 200, unit: 'binary' }),
        fc.string({ maxLength: 300, unit: 'binary' }),
        (columns, id, text) => {
          const problem = { item: id, code: 'x', message: text, nextAction: 'retry' };
          const items = [...flow.items, { id, kind: 'mcp', state: 'failed', attempt: 3, startedAt, problem }];
          const lines = toFrame({ ...flow, profile: text, items }, { paint, columns, now: at(5), tick: 3, note: text });
          for (const line of lines) {
            expect(widthOf(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
