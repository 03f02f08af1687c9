import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import { measures, toBox, toWayLabelBox } from '../../machines/chart/box.ts';
import type { Chart, ChartState, ChartWay } from '../../machines/chart/chart.ts';
import type { ChartLayout } from '../../machines/ports/chart-layout.ts';

/** One way to lay a chart out. */
export type Attempt = Pick<ChartLayout, 'direction' | 'laneColumns'>;

/** The chart as ELK takes it. Source: eclipse.dev/elk/reference/options.html */
export const toElk = (chart: Chart, attempt: Attempt): ElkNode => {
  const { group } = chart;
  const nodes = chart.states.map((state) => toNode(state, attempt));
  const isInside = ({ id }: ElkNode) => group?.states.includes(id) ?? false;
  const frame = group
    ? [{ id: group.id, layoutOptions: { ...frameOptions, ...closer(chart) }, children: nodes.filter(isInside) }]
    : [];
  return {
    id: 'chart',
    layoutOptions: { ...options, ...closer(chart), 'elk.direction': attempt.direction.toUpperCase() },
    children: [...frame, ...nodes.filter((node) => !isInside(node))],
    edges: chart.ways.map((way) => toEdge(way, isBackward(chart, way))),
  };
};

const spacing = {
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
};

const options = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

/** Where every way has a label there is air enough between the states. */
const closer = ({ ways }: Chart) =>
  ways.every(({ hasNote }) => hasNote) ? { 'elk.layered.spacing.nodeNodeBetweenLayers': '18' } : {};

const frameOptions = {
  ...spacing,
  'elk.padding': `[top=${measures.pad * 2},left=${measures.pad * 2},bottom=${measures.pad * 2},right=${measures.pad * 2}]`,
};

const toNode = (state: ChartState, { laneColumns }: Attempt): ElkNode => ({
  id: state.id,
  ...toBox(state, laneColumns),
});

/** Whether a way leads to a state before its own. ELK is given it turned round, so that it lies beside the way there. */
export const isBackward = ({ states }: Chart, { from, to }: ChartWay): boolean => {
  const placeOf = (state: string) => states.findIndex(({ id }) => id === state);
  return placeOf(to) < placeOf(from);
};

const toEdge = (way: ChartWay, isTurned: boolean): ElkExtendedEdge => {
  const label = toWayLabelBox(way);
  const labels = label ? [{ text: way.id, ...label, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }] : [];
  const [source, target] = isTurned ? [way.to, way.from] : [way.from, way.to];
  return { id: way.id, sources: [source], targets: [target], labels };
};
