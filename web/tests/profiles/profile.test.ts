import { expect, it } from 'vitest';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { newRow } from '../../../tests/fixtures/stores/flow-rows.ts';
import type { ProfileRow } from '../../src/api/profiles.ts';
import { findMaker } from '../../src/profiles/made-by.ts';
import { toStartCommand } from '../../src/profiles/start-command.ts';

const made = [{ id: 'identity', kind: 'step', state: 'succeeded', attempt: 1 }] as const;
const refused = [{ id: 'identity', kind: 'step', state: 'failed', attempt: 1 }] as const;
const flow = (over: Partial<FlowSummary>): FlowSummary => newRow(over).summary;

it('a profile was made by the newest flow that got as far as its directory, here, and did not take it back', () => {
  const flows = [
    flow({ id: 'e', items: refused, outcome: 'rejected' }),
    flow({ id: 'd', items: made, outcome: 'discarded' }),
    flow({ id: 'c', items: made, imported: { at: '2026-03-01T12:00:00.000Z' } }),
    flow({ id: 'b', items: made, outcome: 'with-problems' }),
    flow({ id: 'a', items: made }),
  ];
  expect(findMaker(flows)?.id).toBe('b');
  expect(findMaker(flows.slice(0, 3))).toBeUndefined();
});

it('a profile is started by its own command where it has one', () => {
  const profile: ProfileRow = {
    name: 'scout',
    path: '/p',
    is_default: false,
    model: null,
    skill_count: 0,
    gateway_running: false,
    description: '',
    has_alias: true,
  };
  expect(toStartCommand(profile)).toBe('scout');
  expect(toStartCommand({ ...profile, has_alias: false })).toBe('hermes -p scout');
  expect(toStartCommand({ ...profile, name: 'default', is_default: true })).toBe('hermes');
});
