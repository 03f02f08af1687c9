import { describe, expect, it } from 'vitest';
import { createChartLayout } from '../../../src/adapters/chart/create-chart-layout.ts';
import { type Noted, toChart } from '../../../src/machines/chart/chart.ts';
import { toLanes } from '../../../src/machines/chart/lanes.ts';
import { scaleIn } from '../../../src/machines/chart/scale.ts';
import { createItem } from '../../../src/machines/flow/context.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import { toGraph } from '../../../src/machines/flow/graph.ts';
import type { ChartLayout, Rect } from '../../../src/machines/ports/chart-layout.ts';

const graph = toGraph(currentDefinition) ?? { nodes: [], edges: [] };
const layChartOut = createChartLayout();
const wide = { width: 1180, height: 640 };
const narrow = { width: 390, height: 844 };

const chartOf = (count: number, notes: Noted = 'none') => {
  const names = Array.from({ length: count }, (_, index) => `official/category/skill-${index}`);
  const steps = ['identity', 'alias', 'env', 'model', 'skills'].map((id) => createItem(id, 'step', null, null));
  const servers = names.map((name, index) => createItem(`mcp:${name}`, 'mcp', `server-${index}`, index));
  const installs = names.map((name, index) => createItem(`install:${name}`, 'install', name, index));
  return toChart(graph, toLanes([...steps, ...servers, ...installs]), notes);
};

const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const overlapping = (named: readonly (readonly [string, Rect])[]): readonly string[] =>
  named.flatMap(([name, rect], index) =>
    named.slice(index + 1).flatMap(([other, its]) => (overlaps(rect, its) ? [`${name} lies over ${other}`] : [])),
  );

const boxes = ({ states }: ChartLayout) => Object.entries(states);
const labels = ({ ways }: ChartLayout) =>
  Object.entries(ways).flatMap(([id, { label }]) => (label ? [[id, label] as const] : []));

describe.each([0, 1, 5, 40])('the chart of a plan with %i servers and installs', (count) => {
  const chart = chartOf(count);

  it.each([wide, narrow])('has nothing lying over something else in $width × $height', async (panel) => {
    const layout = await layChartOut(chart, panel);
    expect(boxes(layout)).toHaveLength(graph.nodes.length);
    expect(labels(layout).length).toBeGreaterThan(4);
    expect(overlapping([...boxes(layout), ...labels(layout)])).toEqual([]);
  });

  it('is shrunk to no less than 0.7 in 1180 × 640', async () => {
    expect(scaleIn(await layChartOut(chart, wide), wide)).toBeGreaterThanOrEqual(0.7);
  });

  it('is a column in 390 pixels', async () => {
    const layout = await layChartOut(chart, narrow);
    expect(layout.direction).toBe('down');
    expect(layout.height).toBeGreaterThan(layout.width);
  });

  it('joins every way to the boxes it leads from and to', async () => {
    const layout = await layChartOut(chart, wide);
    const isAt = (rect: Rect | null | undefined, x: number, y: number) =>
      rect && x >= rect.x - 1 && x <= rect.x + rect.width + 1 && y >= rect.y - 1 && y <= rect.y + rect.height + 1;
    const rectOf = (id: string) => (id === chart.group?.id ? layout.group : layout.states[id]);
    for (const { id, from, to } of chart.ways) {
      const points = layout.ways[id]?.points ?? [];
      const [first, last] = [points[0], points.at(-1)];
      expect(first && isAt(rectOf(from), first.x, first.y), `${id} starts at its state`).toBe(true);
      expect(last && isAt(rectOf(to), last.x, last.y), `${id} ends at its state`).toBe(true);
    }
  });
});

describe.each(['items', 'all'] as const)('the chart with room for notes: %s', (notes) => {
  it.each([wide, narrow])('has nothing lying over something else in $width × $height', async (panel) => {
    const layout = await layChartOut(chartOf(5, notes), panel);
    expect(overlapping([...boxes(layout), ...labels(layout)])).toEqual([]);
  });
});

it('keeps a layout for panels of about the same size', async () => {
  const chart = chartOf(2);
  expect(layChartOut(chart, wide)).toBe(layChartOut(chart, { width: wide.width + 3, height: wide.height }));
});
