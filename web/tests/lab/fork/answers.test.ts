import { describe, expect, it } from 'vitest';
import { eventSchemas } from '../../../../src/machines/flow/events.ts';
import { endings } from '../../../../src/machines/flow/answers.ts';
import {
  type Answer,
  hasProblem,
  codesOf,
  parseAnswer,
  toChosen,
  withAnswer,
  writeAnswer,
} from '../../../src/lab/fork/answers.ts';

const failed: Answer = { item: 'mcp:a b#1 @c', attempt: 2, type: 'mcp.failed', code: 'mcp/write-failed' };

describe('an answer in the address', () => {
  it.each<Answer>([
    failed,
    { item: 'install:/home/me/skill', attempt: 1, type: 'install.timed-out', code: 'internal/unexpected' },
    { item: 'model', attempt: 12, type: 'model.written', code: null },
  ])('is read as it was written: %j', (answer) => {
    expect(parseAnswer(writeAnswer(answer))).toEqual(answer);
  });

  it.each(['', 'mcp.failed', 'mcp.failed#1', 'mcp.failed#0 mcp:a', 'flow.completed#1 x', 'toString#1 x'])(
    'is none: %j',
    (text) => {
      expect(parseAnswer(text)).toBeNull();
    },
  );

  it('has the problem without a reason when its code is unknown or missing, and none when it does not fail', () => {
    expect(parseAnswer('mcp.failed@no/such#1 mcp:a')?.code).toBe('internal/unexpected');
    expect(parseAnswer('mcp.failed#1 mcp:a')?.code).toBe('internal/unexpected');
    expect(parseAnswer('mcp.written@mcp/write-failed#1 mcp:a')?.code).toBeNull();
  });
});

it('an answer takes the place of the one for the same attempt only', () => {
  const other = { ...failed, attempt: 1 };
  const better: Answer = { ...failed, type: 'mcp.written', code: null };
  expect(withAnswer([failed, other], better)).toEqual([other, better]);
});

it('an answer that fails has a problem the event takes', () => {
  const { event } = toChosen(failed, 'Chosen.');
  expect(event.data?.['problem']).toEqual({ code: 'mcp/write-failed', message: 'Chosen.', nextAction: 'retry' });
  const whole = { item: failed.item, attempt: 2, ...event.data };
  expect(eventSchemas['mcp.failed'].safeParse(whole).success).toBe(true);
  expect(toChosen({ ...failed, type: 'mcp.written', code: null }, '').event).toEqual({ type: 'mcp.written' });
});

it('only what fails, takes too long or is stopped has a problem', () => {
  expect(endings.filter(hasProblem).toSorted()).toEqual([
    'env.failed',
    'identity.rejected',
    'install.cancelled',
    'install.failed',
    'install.timed-out',
    'mcp.failed',
    'model.failed',
    'skill.failed',
    'skills.failed',
  ]);
});

it('an item is offered the problems of its own kind', () => {
  expect(codesOf('install:a/b')).toContain('install/not-found');
  expect(codesOf('install:a/b')).not.toContain('mcp/write-failed');
  expect(codesOf('skill:x').filter((code) => code.startsWith('skills/'))).toEqual([]);
  expect(codesOf('mcp:x')[0]).toBe('internal/unexpected');
});
