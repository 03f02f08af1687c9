import { describe, expect, it } from 'vitest';
import { emptyDraft, type McpDraft } from '../../src/builder/draft.ts';
import { placeOfFinding, placeOfItem, placeOfPath } from '../../src/builder/place-of-item.ts';

const server = (key: string, name: string): McpDraft => ({
  ...{ key, name, transport: 'stdio', command: 'npx', args: '' },
  ...{ env: [], plainEnv: {}, url: '', auth: 'none', headers: [] },
});
const draft = {
  ...emptyDraft,
  mcpServers: [server('k1', 'fs '), server('k2', 'fs'), server('k3', ''), server('k4', 'a#2')],
  hubSkills: [{ identifier: 'official/x', name: 'x', source: '', trust: '' }],
};

describe('the place of an item', () => {
  it.each([
    ['identity', 'identity', 'identity.name'],
    ['alias', 'identity', 'identity.alias'],
    ['model', 'model', 'model'],
    ['env', 'model', 'env'],
    ['skills', 'skills', 'skills'],
    ['skill:arxiv', 'skills', 'skills'],
    ['install:official/x', 'skills', 'hubSkills.official/x'],
    ['mcp:fs', 'mcps', 'mcpServers.k1'],
    ['mcp:fs#2', 'mcps', 'mcpServers.k2'],
    ['mcp:#3', 'mcps', 'mcpServers.k3'],
    ['mcp:a#2', 'mcps', 'mcpServers.k4'],
  ])('%s is on the step %s at %s', (item, step, field) => {
    expect(placeOfItem(item, draft)).toEqual({ step, field });
  });
});

it('a key that is missing is entered at its own place, all else where its item is', () => {
  expect(placeOfFinding({ item: 'model', code: 'model/no-api-key' }, draft).field).toBe('model.key');
  expect(placeOfFinding({ item: 'model', code: 'model/incomplete' }, draft).field).toBe('model');
});

describe('the place of a path in the plan', () => {
  it.each([
    [['name'], 'identity', 'identity.name'],
    [['clone', 'from'], 'identity', 'identity.clone'],
    [['mcpServers', 1, 'command'], 'mcps', 'mcpServers.k2.command'],
    [['hubSkills', 0], 'skills', 'hubSkills.official/x'],
    [['skills', 'mode'], 'skills', 'skills'],
    [['model', 'provider'], 'model', 'model'],
    [['env', 'KEY'], 'model', 'env'],
  ])('%j is on the step %s at %s', (path, step, field) => {
    expect(placeOfPath(path, draft)).toEqual({ step, field });
  });
});
