import type { Graph, GraphEdge, GraphNode } from '../flow/graph.ts';
import type { Tone } from '../flow/tone.ts';

/** One line of a state's box: an item of the flow that is dealt with in it. */
export type Lane = Readonly<{ id: string; label: string }>;

/** A state as it is drawn. */
export type ChartState = GraphNode &
  Readonly<{
    lanes: readonly Lane[];
    /** Types of the events it takes without being left. */
    stays: readonly string[];
    /** Room is kept below its title for a note, in place of lanes. */
    hasNote: boolean;
  }>;

/** A way as it is drawn: from a state or from the group to another state. */
export type ChartWay = Readonly<{
  id: string;
  from: string;
  to: string;
  events: readonly string[];
  guard?: string;
  tone: Tone;
  /** Ids of the graph's edges it stands for; several for a way out of the group. */
  edges: readonly string[];
  /** Room is kept on it for a note, in place of its events. */
  hasNote: boolean;
}>;

/** States that share a way out. It is drawn once, from a frame around them. */
export type ChartGroup = Readonly<{ id: string; states: readonly string[] }>;

/** What is drawn of a machine. */
export type Chart = Readonly<{
  states: readonly ChartState[];
  ways: readonly ChartWay[];
  group: ChartGroup | null;
}>;

/** Where room is kept for notes: nowhere, in the states that have lanes, or in every state and way. */
export const noted = ['none', 'items', 'all'] as const;
export type Noted = (typeof noted)[number];

/** Fewer states than this with the same way out are not worth a frame. */
const SHARED_BY = 3;
const GROUP = 'group';

/** The chart of a graph; `lanes` by state. Ways that lead back to their state become its `stays`. */
export const toChart = (
  graph: Graph,
  lanes: Readonly<Record<string, readonly Lane[]>> = {},
  notes: Noted = 'none',
): Chart => {
  const shared = findShared(graph.edges);
  const moves = graph.edges.filter((edge) => edge.from !== edge.to);
  const ways = [...moves.filter((edge) => !shared.includes(edge)).map(toWay), ...toSharedWay(shared)];
  const hasNote = notes === 'all';
  return {
    states: graph.nodes.map((node) => ({
      ...node,
      lanes: lanes[node.id] ?? [],
      stays: graph.edges.filter(({ from, to }) => from === node.id && to === node.id).flatMap(({ events }) => events),
      hasNote: hasNote || (notes === 'items' && lanes[node.id] !== undefined),
    })),
    ways: ways.map((way) => ({ ...way, hasNote })),
    group: shared.length > 0 ? { id: GROUP, states: shared.map(({ from }) => from) } : null,
  };
};

const toWay = ({ id, from, to, events, guard, tone }: GraphEdge): Omit<ChartWay, 'hasNote'> => ({
  id,
  from,
  to,
  events,
  ...(guard !== undefined && { guard }),
  tone,
  edges: [id],
});

const toSharedWay = (shared: readonly GraphEdge[]): readonly ReturnType<typeof toWay>[] => {
  const [first] = shared;
  return first
    ? [{ ...toWay(first), id: `${GROUP}->${first.to}`, from: GROUP, edges: shared.map(({ id }) => id) }]
    : [];
};

/** The largest set of edges with the same events that lead to the same state from different ones. */
const findShared = (edges: readonly GraphEdge[]): readonly GraphEdge[] => {
  const moves = edges.filter(({ from, to, events }) => from !== to && events.length > 0);
  const sets = [...Map.groupBy(moves, ({ to, events }) => `${to} ${events.join(' ')}`).values()];
  const largest = sets.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return largest.length >= SHARED_BY ? largest : [];
};
