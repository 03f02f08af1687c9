import type { ElkExtendedEdge, ElkNode, ElkShape } from 'elkjs/lib/elk-api.js';
import type { Chart } from '../../machines/chart/chart.ts';
import type { ChartLayout, Point, Rect } from '../../machines/ports/chart-layout.ts';
import { type Attempt, isBackward } from './to-elk.ts';

/** Where ELK has placed a chart. */
export const fromElk = (placed: ElkNode, chart: Chart, attempt: Attempt): ChartLayout => {
  const nodes = (placed.children ?? []).flatMap((node) => [node, ...(node.children ?? [])]);
  const turned = new Set(chart.ways.filter((way) => isBackward(chart, way)).map(({ id }) => id));
  const rects = new Map(nodes.map((node) => [node.id, toRect(node)]));
  return {
    ...attempt,
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    states: Object.fromEntries([...rects].filter(([id]) => id !== chart.group?.id)),
    group: rects.get(chart.group?.id ?? '') ?? null,
    ways: Object.fromEntries((placed.edges ?? []).map((edge) => [edge.id, toWay(edge, turned.has(edge.id))])),
  };
};

const toRect = ({ x = 0, y = 0, width = 0, height = 0 }: ElkShape): Rect => ({ x, y, width, height });

const toWay = ({ sections = [], labels = [] }: ElkExtendedEdge, isTurned: boolean) => {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }): readonly Point[] => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = labels;
  return { points: isTurned ? points.toReversed() : points, label: label ? toRect(label) : null };
};
