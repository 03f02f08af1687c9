import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toLeads, toNextEvents } from '../../../src/machines/flow/next-events.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { failedAs, fullPlan, planOf } from './facts.ts';
import { createPlay } from './play-events.ts';

const leadsOf = (play: ReturnType<typeof createPlay>) =>
  toLeads(play.flow()).map(({ event, item, to }) => `${event}${item === null ? '' : ` ${item}`} → ${to}`);

describe('where a flow can go', () => {
  test('is each answer to what it owes, and each command it takes, with the state that follows', () => {
    const play = createPlay(planOf({ mcpServers: [{ name: 'a' }, { name: 'b' }] })).until('writeMcp mcp:b');
    expect(leadsOf(play)).toEqual([
      'mcp.written mcp:b → skills',
      'mcp.failed mcp:b → skills',
      'flow.cancel-requested → mcp',
    ]);
  });

  test('names the skills that may fail, and the installs that can be stopped', () => {
    expect(leadsOf(createPlay(fullPlan).until('applySkills skills'))).toEqual([
      'skills.applied skills → spawned',
      'skills.failed skills → spawned',
      'skill.failed skill:one → skills',
      'skill.failed skill:two → skills',
      'flow.cancel-requested → skills',
      'flow.cancel-requested install:a/b/c → skills',
      'flow.cancel-requested install:file:///x → skills',
    ]);
  });

  test('is a retry or a discard once it is done, and nothing after that', () => {
    const failing = (effect: string) =>
      effect === 'writeModel model' ? [failedAs('model.failed', { item: 'model', attempt: 1 })] : undefined;
    const play = createPlay(planOf({ model: { provider: 'p', model: 'm' } })).settle(failing);
    expect(leadsOf(play)).toEqual(['item.retried model → installing', 'flow.discarded → discarded']);
    expect(leadsOf(play.command({ type: 'flow.discarded', data: { outcome: 'discarded' } }))).toEqual([]);
  });

  test('holds what comes next, to the state it comes to', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        for (const { before, event, after } of walk) {
          if (!before) continue;
          const item = 'item' in event.data ? (event.data.item ?? null) : null;
          const leads = toLeads(before);
          if (event.type !== 'skill.failed')
            expect(leads).toContainEqual({ event: event.type, item, to: after.snapshot.value });
          expect(leads.filter((lead) => !toNextEvents(before).includes(lead.event))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('leaves the flow as it is', () => {
    const flow = createPlay(fullPlan).until('writeModel model').flow();
    const text = JSON.stringify(flow.snapshot);
    toLeads(flow);
    expect(JSON.stringify(flow.snapshot)).toBe(text);
  });
});
