import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { toDirectedGraph } from 'xstate/graph';
import { findDefinition } from './definitions.ts';
import { type EventType, isEventType } from './events.ts';
import { type Tone, toTone } from './tone.ts';

/** `initial` is where a flow starts; in `resting` states only a person moves it on; `final` ones it never leaves. */
export type GraphNode = Readonly<{
  id: string;
  label: string;
  description: string;
  kind: 'initial' | 'active' | 'resting' | 'final';
}>;

/** One transition of a machine, as its author wrote it. */
export type Way = Readonly<{
  /** Says all the rest; unique in its machine. */
  id: string;
  /** Id of the edge it is part of. */
  edge: string;
  from: string;
  to: string;
  /** Null when it is taken by itself. */
  event: EventType | null;
  guard: string | null;
}>;

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
  const first = machine.root.initial.target[0]?.key;
  const nodes = toDirectedGraph(machine).children.map(({ stateNode }) => toNode(stateNode, stateNode.key === first));
  return { nodes, edges: merged(toWays(definition)) };
};

/** Every transition of a definition, state by state; empty for a definition nobody knows. */
export const toWays = (definition: string): readonly Way[] => {
  const machine = findDefinition(definition);
  if (!machine) return [];
  return toDirectedGraph(machine).children.flatMap(({ stateNode, edges }) =>
    [...edges.map(({ transition }) => transition), ...(stateNode.always ?? [])].map(toWay),
  );
};

/** A transition as the machine has it, in our words. */
export const toWay = (transition: AnyTransitionDefinition): Way => {
  const { source, target } = transition;
  const to = target?.[0]?.key ?? source.key;
  const type = String(transition.eventType);
  const event = isEventType(type) ? type : null;
  const guard = guardOf(transition);
  const condition = guard === null ? '' : `[${guard}]`;
  const edge = `${source.key}->${to}`;
  return { id: `${edge} ${event ?? 'always'}${condition}`, edge, from: source.key, to, event, guard };
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

const toNode = (state: AnyStateNode, isFirst: boolean): GraphNode => ({
  id: state.key,
  label: state.key,
  description: state.description ?? '',
  kind: isFirst ? 'initial' : state.type === 'final' ? 'final' : state.always ? 'active' : 'resting',
});

const merged = (ways: readonly Way[]): readonly GraphEdge[] =>
  [...Map.groupBy(ways, ({ edge }) => edge)].map(([id, same]) => toEdge(id, same));

const toEdge = (id: string, ways: readonly Way[]): GraphEdge => {
  const events = [...new Set(ways.flatMap(({ event }) => event ?? []))];
  const guards = [...new Set(ways.flatMap(({ guard }) => guard ?? []))];
  const tones = events.map(toTone);
  return {
    id,
    from: ways[0]?.from ?? '',
    to: ways[0]?.to ?? '',
    events,
    ...(guards.length > 0 && { guard: guards.join(' | ') }),
    tone: tones.includes('hard') ? 'hard' : tones.includes('soft') ? 'soft' : 'ok',
  };
};

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
