import { expect, it } from 'vitest';
import { toLeads } from '../../../../src/machines/flow/next-events.ts';
import { fullPlan } from '../../../../tests/machines/flow/facts.ts';
import { createPlay } from '../../../../tests/machines/flow/play-events.ts';
import { foldAll } from '../../../../src/machines/flow/fold.ts';
import { groupLeads } from '../../../src/lab/fork/group-leads.ts';

it('answers are grouped by their item, and commands come last', () => {
  const flow = foldAll(createPlay(fullPlan).until('writeMcp mcp:fs').events());
  if (!flow) throw new Error('It folds.');
  const leads = toLeads(flow);
  const groups = groupLeads(leads);
  expect(groups.map(({ item, isCommands }) => (isCommands ? 'commands' : item))).toEqual([
    'mcp:fs',
    'mcp:web',
    'commands',
  ]);
  expect(groups[0]?.leads.map(({ event }) => event)).toEqual(['mcp.written', 'mcp.failed']);
  expect(groups.flatMap((group) => group.leads)).toHaveLength(leads.length);
});
