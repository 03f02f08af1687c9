import { describe, expect, test } from 'vitest';
import { planInputSchema } from '../../../src/machines/flow/plan.ts';
import { sealPlan } from '../../../src/machines/flow/secrets.ts';
import { toShortName } from '../../src/flow/item-facts.ts';
import { toLabel } from '../../src/flow/names.ts';
import { toPlanRows } from '../../src/flow/plan-rows.ts';
import { flow } from '../../src/i18n/en/flow.ts';
import { recordedNames, viewsOf } from './recorded.ts';

describe('the short name of an identifier', () => {
  test.each([
    ['official/research/evm', 'evm'],
    ['/abs/folder/', 'folder'],
    ['file:///x/repository.git', 'repository'],
    ['https://example.org/a/b.git#@pdf', 'pdf'],
    ['owner/repo@pdf', 'pdf'],
    ['git@example.org:owner/repo', 'repo'],
    ['-rf', '-rf'],
    ['/', '/'],
  ])('%s is %s', (identifier, name) => {
    expect(toShortName(identifier)).toBe(name);
  });
});

test.each(recordedNames)('every row of a flow has a label: %s', (recorded) => {
  for (const view of viewsOf(recorded))
    for (const item of view.items) {
      const { words, code } = toLabel(item, view, flow);
      expect(words ?? code, item.id).toMatch(/\S/);
    }
});

describe('what was asked for', () => {
  const { plan } = sealPlan(
    planInputSchema.parse({
      name: 'scout',
      clone: { from: 'default', mode: 'all' },
      soul: 'Be kind.',
      env: { OPENROUTER_API_KEY: 'planted-1' },
      mcpServers: [
        { name: 'fs', command: 'npx', args: ['-y', 'a folder'], env: { KEY: 'planted-2' } },
        { name: 'docs', url: 'https://example.org/mcp', auth: 'header', bearerToken: 'planted-3' },
      ],
      skills: { mode: 'exactly', keep: ['arxiv'], optional: ['pdf'] },
    }),
  );

  test('is listed, secrets by their names only', () => {
    expect(toPlanRows(plan, flow).map(({ title, lines, secrets }) => [title, ...lines, ...secrets])).toEqual([
      ['Name', 'scout'],
      ['Copied from', 'default, everything'],
      ['Persona', '8 characters'],
      ['Command', 'yes'],
      ['Model', 'none chosen'],
      ['MCP servers', "fs: npx -y 'a folder'", 'docs: https://example.org/mcp', 'KEY', 'Authorization'],
      ['Skills', '1 kept of the bundle', '1 optional skill'],
      ['Variables', 'OPENROUTER_API_KEY'],
    ]);
  });
});
