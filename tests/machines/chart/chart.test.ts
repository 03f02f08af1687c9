import { describe, expect, it } from 'vitest';
import { toChart } from '../../../src/machines/chart/chart.ts';
import { toBox, toWayLabelBox } from '../../../src/machines/chart/box.ts';
import { toLanes } from '../../../src/machines/chart/lanes.ts';
import { createItem } from '../../../src/machines/flow/context.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import { toGraph } from '../../../src/machines/flow/graph.ts';

const graph = toGraph(currentDefinition) ?? { nodes: [], edges: [] };

describe('toChart', () => {
  const chart = toChart(graph);

  it('draws every state and stands for every edge once', () => {
    expect(chart.states.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id));
    const moves = graph.edges.filter(({ from, to }) => from !== to).map(({ id }) => id);
    expect(chart.ways.flatMap(({ edges }) => edges).toSorted()).toEqual(moves.toSorted());
  });

  it('draws a way that most states share once, from a frame around them', () => {
    const sharing = graph.edges.filter(({ to }) => to === 'cancelled').map(({ from }) => from);
    expect(chart.group?.states).toEqual(sharing);
    expect(chart.ways.filter(({ to }) => to === 'cancelled')).toEqual([
      expect.objectContaining({ from: chart.group?.id, events: ['flow.cancelled'] }),
    ]);
  });

  it('names the events a state takes without being left', () => {
    expect(chart.states.find(({ id }) => id === 'mcp')?.stays).toEqual([
      'mcp.written',
      'mcp.failed',
      'flow.cancel-requested',
    ]);
  });

  it('has no frame where no way is shared', () => {
    const edges = graph.edges.filter(({ to }) => to !== 'cancelled' && to !== 'discarded');
    expect(toChart({ ...graph, edges }).group).toBeNull();
  });
});

describe('room for notes', () => {
  const lanes = { mcp: [{ id: 'mcp:docs', label: 'docs' }] };

  it('is kept nowhere unless asked for', () => {
    const { states, ways } = toChart(graph, lanes);
    expect([...states, ...ways].some(({ hasNote }) => hasNote)).toBe(false);
  });

  it('is kept in the states that have items, in place of their lanes', () => {
    const noted = toChart(graph, lanes, 'items').states.filter(({ hasNote }) => hasNote);
    expect(noted).toEqual([expect.objectContaining({ id: 'mcp', lanes: lanes.mcp })]);
    const many = { ...graph.nodes[0], lanes: Array.from({ length: 40 }, (_, id) => ({ id: String(id), label: 'x' })) };
    const [state] = toChart({ ...graph, nodes: graph.nodes.slice(0, 1) }, { identity: many.lanes }, 'items').states;
    expect(state && toBox(state, 1).height).toBeLessThan(60);
  });

  it('is kept in every state and way, also those without a label', () => {
    const { states, ways } = toChart(graph, {}, 'all');
    expect([...states, ...ways].every(({ hasNote }) => hasNote)).toBe(true);
    const silent = ways.find(({ events }) => events.length === 0);
    expect(silent && toWayLabelBox(silent)).toEqual({ width: 46, height: 20 });
    expect(silent && toWayLabelBox({ ...silent, hasNote: false })).toBeNull();
  });
});

describe('toLanes', () => {
  it('has the items where they are dealt with, but not the item a state stands for', () => {
    const items = [
      createItem('identity', 'step', null, null),
      createItem('alias', 'step', null, null),
      createItem('model', 'step', null, null),
      createItem('mcp:docs', 'mcp', 'docs', 0),
      createItem('skill:arxiv', 'skill', 'arxiv', null),
      createItem('install:official/x', 'install', 'official/x', 0),
    ];
    expect(toLanes(items)).toEqual({
      identity: [{ id: 'alias', label: 'alias' }],
      mcp: [{ id: 'mcp:docs', label: 'docs' }],
      skills: [{ id: 'skill:arxiv', label: 'arxiv' }],
      installing: [{ id: 'install:official/x', label: 'official/x' }],
    });
  });
});
