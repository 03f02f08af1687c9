import { describe, expect, test } from 'vitest';
import { editSchemaOf } from '../../../src/machines/flow/edit.ts';
import { type Plan, planInputSchema } from '../../../src/machines/flow/plan.ts';
import { sealPlan } from '../../../src/machines/flow/secrets.ts';
import { type FlowView, type ItemView, toFlowView } from '../../../src/machines/flow/view.ts';
import { started } from '../../../tests/machines/flow/facts.ts';
import { foldFacts, playOut } from '../../../tests/machines/flow/play.ts';
import { fieldOfProblem, findFaults } from '../../src/flow/edit/edit-faults.ts';
import { askAgain, type EditForm, toEdit, toEditForm } from '../../src/flow/edit/edit-form.ts';
import { newRow } from '../../src/flow/edit/secret-rows.ts';

const { plan } = sealPlan(
  planInputSchema.parse({
    name: 'scout',
    env: { OPENROUTER_API_KEY: 'planted-1', 'A.B': 'planted-2' },
    model: { provider: 'openrouter', model: 'nous/hermes', baseUrl: 'https://example.org/v1' },
    mcpServers: [
      { name: 'fs', command: 'npx', args: ['-y', '/a folder', "it's"], env: { KEY: 'planted-3' } },
      { name: 'docs', url: 'https://example.org/mcp', headers: { 'X-Key': 'planted-4' } },
      { name: 'linear', url: 'https://example.org/sse', auth: 'oauth' },
      { name: 'notes', url: 'https://example.org/notes', auth: 'header', bearerToken: 'planted-5' },
    ],
    skills: { mode: 'exactly', keep: ['arxiv', 'evm'], optional: ['pdf'] },
    hubSkills: ['official/research/evm'],
  }),
);

const running = foldFacts([started(plan)]);
const open = toFlowView(running);
const ended = toFlowView(playOut(running));

const entries: readonly (readonly [string, (plan: Plan) => unknown])[] = [
  ['mcp:fs', ({ mcpServers }) => mcpServers[0]],
  ['mcp:docs', ({ mcpServers }) => mcpServers[1]],
  ['mcp:linear', ({ mcpServers }) => mcpServers[2]],
  ['mcp:notes', ({ mcpServers }) => mcpServers[3]],
  ['env', ({ env }) => env],
  ['model', ({ model }) => model],
  ['skills', ({ skills }) => skills],
  ['install:official/research/evm', ({ hubSkills }) => hubSkills[0]],
];

const itemOf = (view: FlowView, id: string): ItemView => {
  const item = view.items.find((one) => one.id === id);
  if (!item) throw new Error(`There is no ${id}.`);
  return item;
};

const formOf = (view: FlowView, id: string): EditForm => {
  const form = toEditForm(view, itemOf(view, id));
  if (!form) throw new Error(`${id} has nothing to edit.`);
  return form;
};

describe('the form of an item', () => {
  test.each(entries)('of %s gives back what was planned while nothing is changed', (id, entryOf) => {
    expect(toEdit(formOf(open, id))).toEqual(entryOf(plan));
    expect(findFaults(formOf(open, id))).toEqual({});
  });

  test.each(entries)('of %s sends what the server takes', (id) => {
    expect(editSchemaOf(itemOf(open, id)).safeParse(toEdit(formOf(open, id))).success).toBe(true);
  });

  test('is none where there is nothing to edit', () => {
    expect(['identity', 'alias'].map((id) => toEditForm(open, itemOf(open, id)))).toEqual([null, null]);
  });

  test('asks for every secret again once the flow has ended', () => {
    expect(findFaults(formOf(ended, 'mcp:fs'))).toEqual({ 'env.KEY.value': 'needed' });
    expect(findFaults(formOf(ended, 'mcp:docs'))).toEqual({ 'headers.X-Key.value': 'needed' });
    expect(findFaults(formOf(ended, 'mcp:notes'))).toEqual({ token: 'needed' });
    expect(findFaults(formOf(ended, 'mcp:linear'))).toEqual({});
    expect(Object.keys(findFaults(formOf(ended, 'env')))).toHaveLength(2);
  });

  test('asks for the secrets a refusal names', () => {
    const form = askAgain(formOf(open, 'env'), ['env.A%2EB']);
    expect(findFaults(form)).toEqual({ 'env.A.B.value': 'needed' });
    expect(findFaults(askAgain(formOf(open, 'mcp:notes'), ['mcp.notes.bearerToken']))).toEqual({ token: 'needed' });
  });

  test('sends a secret that was entered as its value', () => {
    const form = formOf(ended, 'mcp:fs');
    if (form.kind !== 'mcp') throw new Error('It is a server.');
    const env = form.env.map((row) => ({ ...row, value: 'new' }));
    expect(toEdit({ ...form, env: [...env, { ...newRow(env), name: ' MORE ', value: 'x' }] })).toMatchObject({
      env: { KEY: 'new', MORE: 'x' },
    });
  });

  test('sends a server either with a command or with a URL', () => {
    const form = formOf(open, 'mcp:fs');
    if (form.kind !== 'mcp') throw new Error('It is a server.');
    expect(toEdit({ ...form, transport: 'http', url: ' https://example.org ' })).toEqual({
      name: 'fs',
      url: 'https://example.org',
    });
  });
});

describe('what keeps a form from being sent', () => {
  test('is a field that is empty, a quote left open, or a name given twice', () => {
    const form = formOf(open, 'mcp:fs');
    if (form.kind !== 'mcp') throw new Error('It is a server.');
    const [row] = form.env;
    if (!row) throw new Error('It has a variable.');
    const env = [row, { ...newRow(form.env), name: 'KEY', value: 'x' }];
    expect(findFaults({ ...form, name: ' ', command: '', args: "'open", env })).toEqual({
      name: 'needed',
      command: 'needed',
      args: 'open-quote',
      'env.#2.name': 'twice',
    });
    expect(findFaults({ kind: 'install', name: ' ' })).toEqual({ name: 'needed' });
    expect(findFaults({ kind: 'model', provider: '', model: 'x', baseUrl: '' })).toEqual({ provider: 'needed' });
  });

  test('is shown where the problem is', () => {
    expect(fieldOfProblem('mcp/missing-command', formOf(open, 'mcp:fs'))).toBe('command');
    expect(fieldOfProblem('install/not-found', { kind: 'install', name: '' })).toBe('name');
    expect(fieldOfProblem('model/write-failed', formOf(open, 'model'))).toBeNull();
  });
});
