import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Drawing, FlowFile } from '../../../src/machines/flow/flow-file.ts';
import type { ChartLayout } from '../../../src/machines/ports/chart-layout.ts';
import { checkRecords } from '../../src/file/check-records.ts';
import { createFileWay } from '../../src/file/file-way.ts';
import { file as text } from '../../src/i18n/en/file.ts';

const records = await readFile('tests/corpus/mcp-all-wrong.ndjson', 'utf8');

const drawing = (notes: Drawing['notes'], width: number, height: number): Drawing => ({
  notes,
  chart: { states: [], ways: [], group: null },
  layout: { width, height } as ChartLayout,
});
const file: FlowFile = {
  flow: 'flw_1',
  records,
  machine: { definition: 'profile-create@1', graph: { nodes: [], edges: [] }, mermaid: 'stateDiagram-v2' },
  drawings: [drawing('none', 1600, 300), drawing('none', 300, 1200), drawing('items', 1500, 200)],
};
const { fetch } = createFileWay({ file, document: '<html>', noServer: 'no server' });
const ask = async (path: string) => (await fetch(path, {})).text();
const askJson = async (path: string): Promise<unknown> => (await fetch(path, {})).json();

describe('the way to a flow in a file', () => {
  it('gives the flow as one that ran elsewhere, its records and its document', async () => {
    expect(await askJson('/api/flows/flw_1')).toMatchObject({ outcome: 'with-problems', imported: {} });
    expect(await ask('/api/flows/flw_1/export?format=ndjson')).toBe(records);
    expect(await ask('/api/flows/flw_1/export?format=html')).toBe('<html>');
  });

  it.each([
    ['width=1180&height=640', 1600],
    ['width=360&height=640', 300],
    ['width=360&height=640&notes=items', 1500],
  ])('gives the drawing that fits a panel best: %s', async (query, width) => {
    const machine = await askJson(`/api/machine?flow=flw_1&${query}`);
    expect(machine).toMatchObject({ definitions: ['profile-create@1'], mermaid: 'stateDiagram-v2', layout: { width } });
  });

  it.each(['/api/flows/flw_2', '/api/flows', '/api/stream'])('says of %s that there is no server', async (path) => {
    const response = await fetch(path, { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ detail: 'no server' })]);
  });

  it('says so of a flow that cannot be read at all', async () => {
    const broken = createFileWay({ file: { ...file, records: 'nothing' }, document: '', noServer: 'no server' });
    expect((await broken.fetch('/api/flows/flw_1', {})).status).toBe(404);
  });
});

describe('checkRecords', () => {
  it('finds the hashes of whole records to hold', () => {
    const last = JSON.parse(records.trimEnd().split('\n').at(-1) ?? '') as Readonly<{ version: number; hash: string }>;
    expect(checkRecords(records, text)).toEqual({ versions: last.version, hash: last.hash });
  });

  it('names the version of a byte that was changed, and the line of what is no record', () => {
    const lines = records.split('\n');
    const changed = lines.with(3, (lines[3] ?? '').replace('"at":"2', '"at":"3')).join('\n');
    expect(checkRecords(changed, text)).toMatchObject({ difference: expect.stringMatching(/^version 4 \(/) });
    const cut = lines.with(2, (lines[2] ?? '').slice(0, -9)).join('\n');
    expect(checkRecords(cut, text)).toEqual({ difference: 'line 3, version 3: it is no record' });
  });
});
