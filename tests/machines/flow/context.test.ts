import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf, started } from './facts.ts';
import { foldFacts } from './play.ts';

const itemsOf = (part: Record<string, unknown>) =>
  Object.values(foldFacts([started(planOf(part))]).snapshot.context.items);
const idsOf = (part: Record<string, unknown>) => itemsOf(part).map(({ id }) => id);
const servers = (...names: string[]) => ({ mcpServers: names.map((name) => ({ name })) });
const serverIds = (...names: string[]) =>
  itemsOf(servers(...names))
    .filter(({ kind }) => kind === 'mcp')
    .map(({ id }) => id);

describe('items of a new flow', () => {
  test('are the four steps when the plan asks for nothing else', () => {
    expect(idsOf({})).toEqual(['identity', 'alias', 'model', 'skills']);
  });

  test('have an environment only when the plan has variables', () => {
    expect(idsOf({ env: { A: { secret: 'env.A' } } })).toContain('env');
    expect(idsOf({ env: {} })).not.toContain('env');
  });

  test('number duplicate servers and name empty ones by their place', () => {
    expect(serverIds('a', 'b', ' a ', '', 'a', ' ')).toEqual([
      'mcp:a',
      'mcp:b',
      'mcp:a#2',
      'mcp:#4',
      'mcp:a#3',
      'mcp:#6',
    ]);
  });

  test.each([
    [
      ['a', 'a', 'a#2'],
      ['mcp:a', 'mcp:a#3', 'mcp:a#2'],
    ],
    [
      ['a#2', 'a', 'a'],
      ['mcp:a#2', 'mcp:a', 'mcp:a#3'],
    ],
    [
      ['', '#1'],
      ['mcp:#2', 'mcp:#1'],
    ],
    [
      ['#2', '', ''],
      ['mcp:#2', 'mcp:#3', 'mcp:#4'],
    ],
  ])('keep apart servers whose names look like numbered ones: %j', (names, ids) => {
    expect(serverIds(...names)).toEqual(ids);
  });

  test('are one for each server, in order, whatever the names', () => {
    const name = fc.oneof(
      fc.constantFrom('', 'a', 'a#2', '#1', '#2', '.', '__proto__', 'constructor', 'ü', '🙂'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const items = itemsOf(servers(...names)).filter(({ kind }) => kind === 'mcp');
        expect(items.map((item) => [item.name, item.index])).toEqual(names.map((one, index) => [one.trim(), index]));
      }),
    );
  });

  test('are one for each hub skill after trimming, empty ones left out', () => {
    const installs = itemsOf({ hubSkills: [' a/b ', 'x', 'a/b', '', '  '] }).filter(({ kind }) => kind === 'install');
    expect(installs).toMatchObject([
      { id: 'install:a/b', name: 'a/b', index: 0 },
      { id: 'install:x', name: 'x', index: 1 },
    ]);
  });

  test('take names that mean something to JavaScript', () => {
    const ids = idsOf({ ...servers('.', '__proto__', 'constructor'), hubSkills: ['__proto__', '.', 'ünï/🙂'] });
    expect(ids).toEqual([
      ...['identity', 'alias', 'model', 'mcp:.', 'mcp:__proto__', 'mcp:constructor', 'skills'],
      ...['install:__proto__', 'install:.', 'install:ünï/🙂'],
    ]);
  });
});
