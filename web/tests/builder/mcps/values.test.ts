import { describe, expect, it } from 'vitest';
import type { McpDraft } from '../../../src/builder/draft.ts';
import { needsOf } from '../../../src/builder/mcps/needs.ts';
import { readLines } from '../../../src/builder/mcps/read-lines.ts';
import { isSnippet } from '../../../src/builder/mcps/read-snippet.ts';
import { toTestEntry } from '../../../src/builder/mcps/test-entry.ts';
import {
  addRow,
  addValues,
  keepInDotEnv,
  removeRow,
  renameRow,
  type ServerEdit,
  setValue,
} from '../../../src/builder/mcps/value-edits.ts';
import type { Secrets } from '../../../src/builder/secrets.ts';
import { toPlan } from '../../../src/builder/to-plan.ts';
import { draftWith, http, stdio } from './servers.ts';

type State = Readonly<{ server: McpDraft; secrets: Secrets }>;

const after = ({ server, secrets }: State, { part, secrets: set = {} }: ServerEdit): State => ({
  server: { ...server, ...part },
  secrets: Object.fromEntries(Object.entries({ ...secrets, ...set }).filter(([, value]) => value !== '')),
});
const planOf = ({ server, secrets }: State) => {
  const { mcpServers, env } = toPlan(draftWith(server), secrets);
  return { own: mcpServers[0]?.env, env };
};

describe('rows of values', () => {
  it('get one empty row at a time', () => {
    const { server } = after({ server: stdio(), secrets: {} }, addRow(stdio(), 'env'));
    expect(server.env).toEqual(['']);
    expect(addRow(server, 'env')).toEqual({ part: {} });
  });

  it('take a value along when they are named', () => {
    const named = { server: stdio({ env: ['A', 'B'] }), secrets: { 'mcp.k.env.A': 'x' } };
    const edit = renameRow({ ...named, kind: 'env' }, 'A', 'AB');
    expect(edit && planOf(after(named, edit))).toEqual({ own: { AB: 'x' }, env: undefined });
  });

  it('cannot take the name of another', () => {
    expect(renameRow({ server: stdio({ env: ['A', 'B'] }), kind: 'env', secrets: {} }, 'A', 'B')).toBeNull();
  });

  it('leave nothing behind when they go', () => {
    const server = http({ auth: 'headers', headers: ['X-Key'] });
    const gone = after({ server, secrets: { 'mcp.k.headers.X-Key': 'x' } }, removeRow(server, 'headers', 'X-Key'));
    expect(gone).toEqual({ server: { ...server, headers: [], plainEnv: {} }, secrets: {} });
  });

  it('take pasted values, each in its own row', () => {
    const server = stdio({ env: ['', 'A', 'B'], plainEnv: { A: '${A}', B: 'given' } });
    const pasted = after({ server, secrets: {} }, addValues(server, 'env', { A: '1', B: '2', C: '3' }));
    expect(pasted.server.env).toEqual(['A', 'B', 'C']);
    expect(planOf(pasted)).toEqual({ own: { A: '${A}', B: '2', C: '3' }, env: { A: '1' } });
  });
});

describe('a value', () => {
  it('is written to the entry, or kept in .env and referred to, and goes along both ways', () => {
    const typed = after({ server: stdio({ env: ['KEY'] }), secrets: {} }, setValue(stdio(), 'env', 'KEY', 'x'));
    expect(planOf(typed)).toEqual({ own: { KEY: 'x' }, env: undefined });
    const kept = after(typed, keepInDotEnv(typed.server, 'KEY', typed.secrets));
    expect(planOf(kept)).toEqual({ own: { KEY: '${KEY}' }, env: { KEY: 'x' } });
    const back = after(kept, keepInDotEnv(kept.server, 'KEY', kept.secrets));
    expect(planOf(back)).toEqual({ own: { KEY: 'x' }, env: undefined });
  });

  it('of the catalog is one until another is typed', () => {
    const given = { server: stdio({ env: ['LEVEL'], plainEnv: { LEVEL: 'info' } }), secrets: {} };
    expect(planOf(given).own).toEqual({ LEVEL: 'info' });
    expect(planOf(after(given, setValue(given.server, 'env', 'LEVEL', 'debug'))).own).toEqual({ LEVEL: 'debug' });
  });

  it('that a reference stands for is what a test is made with', () => {
    const server = stdio({ env: ['KEY', 'OTHER'], plainEnv: { KEY: '${KEY}', OTHER: '${OTHER}' } });
    expect(toTestEntry(server, { 'env.KEY': 'x' }).env).toEqual({ KEY: 'x', OTHER: '${OTHER}' });
  });
});

describe('a server', () => {
  it.each([
    [stdio({ env: ['', 'A', 'B', 'C'], plainEnv: { B: '${B}', C: 'given' } }), ['A', 'B']],
    [http({ auth: 'bearer', env: ['A'], headers: ['X'] }), [null]],
    [http({ auth: 'headers', headers: ['', 'X'] }), ['X']],
    [http({ auth: 'oauth', headers: ['X'] }), []],
  ])('needs what it has no value for: %o', (server, names) => {
    expect(needsOf(server, {}).map(({ name }) => name)).toEqual(names);
  });

  it('needs nothing more once it has its values', () => {
    const server = stdio({ env: ['A', 'B'], plainEnv: { B: '${B}' } });
    expect(needsOf(server, { 'mcp.k.env.A': 'x', 'env.B': 'y' })).toEqual([]);
  });

  it('is a command or an address, never both', () => {
    const both = { command: 'node', url: 'https://example.org', args: 'a', env: ['A'] };
    const [command, address] = toPlan(draftWith(stdio(both), http(both)), {}).mcpServers;
    expect(command).toEqual({ name: 'mine', command: 'node', args: ['a'] });
    expect(address).toEqual({ name: 'mine', url: 'https://example.org' });
  });
});

describe('pasted lines', () => {
  it('are variables as in a .env file', () => {
    const text = '# comment\n\nA=1\nexport B = "two words"\r\nC=a=b\nD=\n';
    expect(readLines(text, 'env')).toEqual({ A: '1', B: 'two words', C: 'a=b', D: '' });
  });

  it('are headers as in a request', () => {
    expect(readLines('Authorization: Basic a:b\nX-Key: x', 'headers')).toEqual({
      ...{ Authorization: 'Basic a:b', 'X-Key': 'x' },
    });
  });

  it.each(['', 'word', 'A=1\nword', '1A=x'])('like "%s" are no variables', (text) => {
    expect(readLines(text, 'env')).toBeNull();
  });

  it.each([
    ['{"mcpServers": {"a": {"command": "x"}}}', true],
    ['"a": {"url": "https://x"}', true],
    ['{"theme": "dark"}', false],
    ['my-server', false],
    ['https://example.org', false],
  ])('%s fill more than a field: %s', (text, is) => {
    expect(isSnippet(text)).toBe(is);
  });
});
