import { expect, it } from 'vitest';
import { toChart } from '../../../src/machines/chart/chart.ts';
import type { Lights } from '../../../src/machines/chart/lights.ts';
import type { ItemState } from '../../../src/machines/flow/item.ts';
import { chart as text } from '../../src/i18n/en/chart.ts';
import { ui } from '../../src/i18n/en/ui.ts';
import { toItemNotes } from '../../src/lab/chart/item-notes.ts';

const items: Readonly<Record<string, ItemState>> = { a: 'succeeded', b: 'timed-out', c: 'running', d: 'skipped' };
const node = { id: 'mcp', label: 'mcp', description: '', kind: 'active' } as const;
const lanes = [...Object.keys(items), 'new'].map((id) => ({ id, label: id }));
const lit = Object.fromEntries(Object.entries(items).map(([id, state]) => [id, { id, state }]));
const lights = { states: {}, taken: new Set(), latest: new Set(), lanes: lit } as unknown as Lights;

it('counts items by what became of them, and those that are not there yet as pending', () => {
  const chart = toChart({ nodes: [node], edges: [] }, { mcp: lanes }, 'items');
  const { states } = toItemNotes(chart, lights, text, ui.itemStates);
  expect(states['mcp']?.text).toBe('3/5 · 1 failed');
  expect(states['mcp']?.words).toBe('Items: 1 done, 1 timed out, 1 running, 1 skipped, 1 pending');
});

it('says nothing of states that show their items', () => {
  const chart = toChart({ nodes: [node], edges: [] }, { mcp: lanes });
  expect(toItemNotes(chart, lights, text, ui.itemStates).states).toEqual({});
});
