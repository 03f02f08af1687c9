import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { toDirectedGraph } from 'xstate/graph';
import { findDefinition } from './definitions.ts';
import { isEventType } from './events.ts';

/** `initial` is where a flow starts; in `resting` states only a person moves it on; `final` ones it never leaves. */
export type GraphNode = Readonly<{
  id: string;
  label: string;
  description: string;
  kind: 'initial' | 'active' | 'resting' | 'final';
}>;

/** How bad a way is: `soft` = a part failed or was stopped and the flow goes on or keeps its profile; `hard` = no profile. */
export type Tone = 'ok' | 'soft' | 'hard';

/** All ways from one state to another (or to itself). */
export type GraphEdge = Readonly<{
  id: string;
  from: string;
  to: string;
  /** Types of the events that lead there, in the machine's order; empty when it leads there by itself. */
  events: readonly string[];
  /** Conditions of the way, one or several joined by ` | `. */
  guard?: string;
  /** The worst of its events. */
  tone: Tone;
}>;

export type Graph = Readonly<{ nodes: readonly GraphNode[]; edges: readonly GraphEdge[] }>;

/** The states of a definition and the ways between them, read off its machine; `null` for a definition nobody knows. */
export const toGraph = (definition: string): Graph | null => {
  const machine = findDefinition(definition);
  if (!machine) return null;
  const states = toDirectedGraph(machine).children;
  const first = machine.root.initial.target[0]?.key;
  return {
    nodes: states.map(({ stateNode }) => toNode(stateNode, stateNode.key === first)),
    edges: merged(
      states.flatMap(({ stateNode, edges }) => [
        ...edges.map(({ transition }) => transition),
        ...(stateNode.always ?? []),
      ]),
    ),
  };
};

/** The graph as a Mermaid state diagram (`stateDiagram-v2`), lines ended by LF; `null` for a definition nobody knows. */
export const toMermaid = (definition: string): string | null => {
  const graph = toGraph(definition);
  if (!graph) return null;
  const first = graph.nodes.find(({ kind }) => kind === 'initial');
  const last = graph.nodes.filter(({ kind }) => kind === 'final');
  const lines = [
    'stateDiagram-v2',
    ...graph.nodes.map(
      ({ id, label, description }) => `  state "${escaped(label)}<br/>${escaped(description)}" as ${nameOf(id)}`,
    ),
    ...(first ? [`  [*] --> ${nameOf(first.id)}`] : []),
    ...graph.edges.map(({ from, to, ...edge }) => `  ${nameOf(from)} --> ${nameOf(to)} : ${labelOf(edge)}`),
    ...last.map(({ id }) => `  ${nameOf(id)} --> [*]`),
  ];
  return `${lines.join('\n')}\n`;
};

/** How bad it is that this event happened. */
export const toTone = (event: string): Tone => {
  if (event.endsWith('.rejected')) return 'hard';
  return /\.(failed|timed-out|cancelled|cancel-requested)$/.test(event) ? 'soft' : 'ok';
};

const toNode = (state: AnyStateNode, isFirst: boolean): GraphNode => ({
  id: state.key,
  label: state.key,
  description: state.description ?? '',
  kind: isFirst ? 'initial' : state.type === 'final' ? 'final' : state.always ? 'active' : 'resting',
});

const merged = (ways: readonly AnyTransitionDefinition[]): readonly GraphEdge[] => {
  const pairs = Map.groupBy(ways, (way) => `${way.source.key}->${targetOf(way)}`);
  return [...pairs].map(([id, same]) => toEdge(id, same));
};

const toEdge = (id: string, ways: readonly AnyTransitionDefinition[]): GraphEdge => {
  const events = [...new Set(ways.map(({ eventType }) => String(eventType)))].filter(isEventType);
  const guards = [...new Set(ways.flatMap((way) => guardOf(way) ?? []))];
  const tones = events.map(toTone);
  return {
    id,
    from: ways[0]?.source.key ?? '',
    to: ways[0] ? targetOf(ways[0]) : '',
    events,
    ...(guards.length > 0 && { guard: guards.join(' | ') }),
    tone: tones.includes('hard') ? 'hard' : tones.includes('soft') ? 'soft' : 'ok',
  };
};

const targetOf = ({ source, target }: AnyTransitionDefinition): string => target?.[0]?.key ?? source.key;

const guardOf = ({ guard }: AnyTransitionDefinition): string | null => {
  if (typeof guard === 'string') return guard;
  if (typeof guard !== 'object' || guard === null) return null;
  const params = 'params' in guard && typeof guard.params === 'object' ? Object.values(guard.params ?? {}) : [];
  return params.length === 0 ? guard.type : `${guard.type}(${params.join(', ')})`;
};

const labelOf = ({ events, guard }: Pick<GraphEdge, 'events' | 'guard'>): string =>
  events.length > 0 ? events.map(escaped).join('<br/>') : escaped(`[${guard ?? 'always'}]`);

const nameOf = (id: string): string => id.replaceAll(/\W/g, '_');

/** Characters that mean something to Mermaid, as its numbered entities. */
const escaped = (text: string): string =>
  text.replaceAll(/[#;:"<>%{}]/g, (char) => `#${char.charCodeAt(0)};`).replaceAll(/\s+/g, ' ');
