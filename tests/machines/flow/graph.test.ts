import { describe, expect, test } from 'vitest';
import { currentDefinition, definitions } from '../../../src/machines/flow/definitions.ts';
import { eventSchemas } from '../../../src/machines/flow/events.ts';
import { toGraph, toMermaid } from '../../../src/machines/flow/graph.ts';
import { profileCreate1 } from '../../../src/machines/flow/machine.ts';
import { toTone } from '../../../src/machines/flow/tone.ts';

const graph = toGraph(currentDefinition) ?? { nodes: [], edges: [] };
const edge = (from: string, to: string) => graph.edges.find((one) => one.from === from && one.to === to);

describe('the graph of the machine', () => {
  test('has every state, with what it does', () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual(Object.keys(profileCreate1.states));
    expect(graph.nodes.filter(({ description }) => description === '')).toEqual([]);
  });

  test('has every event the machine knows, which is every event but the first', () => {
    const drawn = new Set(graph.edges.flatMap(({ events }) => events));
    expect([...drawn].toSorted()).toEqual(
      Object.keys(eventSchemas)
        .filter((type) => type !== 'flow.started')
        .toSorted(),
    );
  });

  test('has one edge for each pair, between states it has', () => {
    const ids = graph.nodes.map(({ id }) => id);
    for (const { from, to, id } of graph.edges) {
      expect(ids).toContain(from);
      expect(ids).toContain(to);
      expect(graph.edges.filter((one) => one.id === id || (one.from === from && one.to === to))).toHaveLength(1);
    }
  });

  test('tells where a flow starts, rests and ends', () => {
    const kinds = Object.fromEntries(graph.nodes.map(({ id, kind }) => [id, kind]));
    expect(kinds).toEqual({
      identity: 'initial',
      ...{ model: 'active', mcp: 'active', skills: 'active', spawned: 'active', installing: 'active' },
      ...{ done: 'resting', cancelled: 'resting', rejected: 'final', discarded: 'final' },
    });
  });

  test('draws the ways that need no event, with what they wait for', () => {
    expect(edge('model', 'mcp')).toEqual({
      id: 'model->mcp',
      from: 'model',
      to: 'mcp',
      events: [],
      guard: 'isStageSettled(model)',
      tone: 'ok',
    });
    expect(edge('spawned', 'installing')).toMatchObject({ events: [], guard: 'areInstallsAsked' });
  });

  test('joins events between the same states and takes the worst tone', () => {
    expect(edge('mcp', 'mcp')).toMatchObject({
      events: ['mcp.written', 'mcp.failed', 'flow.cancel-requested'],
      tone: 'soft',
    });
    expect(edge('identity', 'rejected')).toMatchObject({
      events: ['identity.rejected'],
      guard: 'itemTakes',
      tone: 'hard',
    });
    expect(edge('installing', 'done')).toMatchObject({ events: ['flow.completed'], tone: 'ok' });
    expect(edge('done', 'installing')).toMatchObject({ events: ['item.retried'], guard: 'canRetry' });
    expect(edge('done', 'discarded')).toEqual({
      id: 'done->discarded',
      from: 'done',
      to: 'discarded',
      events: ['flow.discarded'],
      tone: 'ok',
    });
  });

  test.each(['profile-create@0', '', '__proto__', 'constructor'])('is null for the definition %j', (definition) => {
    expect(toGraph(definition)).toBeNull();
    expect(toMermaid(definition)).toBeNull();
  });
});

test.each(Object.keys(definitions))('every state of %s says in a sentence what it is for', (definition) => {
  for (const { description } of toGraph(definition)?.nodes ?? []) expect(description).toMatch(/^[A-Z].{15,}\.$/);
});

test.each([
  ['model.written', 'ok'],
  ['model.failed', 'soft'],
  ['install.timed-out', 'soft'],
  ['flow.cancel-requested', 'soft'],
  ['identity.rejected', 'hard'],
])('%s is %s', (event, tone) => {
  expect(toTone(event)).toBe(tone);
});

describe('the diagram', () => {
  const lines = (toMermaid(currentDefinition) ?? '').trimEnd().split('\n');

  test('says every state and edge of the graph on a line of its own', () => {
    expect(lines[0]).toBe('stateDiagram-v2');
    for (const { id } of graph.nodes) expect(lines.filter((line) => line.endsWith(` as ${id}`))).toHaveLength(1);
    for (const { from, to } of graph.edges)
      expect(lines.filter((line) => line.startsWith(`  ${from} --> ${to} : `))).toHaveLength(1);
    expect(lines).toHaveLength(1 + graph.nodes.length + graph.edges.length + 3);
  });

  test('has only lines of the grammar, with everything else escaped', () => {
    const text = '(?:[^#;:"<>%{}\\n]|#\\d+;|<br/>)+';
    const grammar = [`state "${text}" as \\w+`, `\\w+ --> \\w+ : ${text}`, '\\[\\*\\] --> \\w+', '\\w+ --> \\[\\*\\]'];
    const line = new RegExp(`^  (?:${grammar.join('|')})$`);
    expect(lines.slice(1).filter((one) => !line.test(one))).toEqual([]);
  });
});
