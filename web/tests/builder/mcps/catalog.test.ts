import { describe, expect, it } from 'vitest';
import type { CatalogServer } from '../../../src/api/catalogs.ts';
import { toBlueprintText } from '../../../src/builder/files/blueprint-text.ts';
import { openBlueprint } from '../../../src/builder/files/open-blueprint.ts';
import { matchServers } from '../../../src/builder/mcps/match-servers.ts';
import { toServerDraft } from '../../../src/builder/server-of-catalog.ts';
import { placeOfSlot, slotsOf } from '../../../src/builder/secrets.ts';
import { toPlan } from '../../../src/builder/to-plan.ts';
import { draftWith } from './servers.ts';

const notion: CatalogServer = {
  ...{ name: 'notion', description: 'Pages and databases', source: '', transport: 'stdio', auth_type: 'api_key' },
  required_env: [
    { name: 'NOTION_TOKEN', prompt: 'Token', required: true },
    { name: 'NOTION_SPACE', prompt: 'Space', required: false },
  ],
  ...{ command: 'npx', args: ['-y', 'notion'], url: null, needs_install: false, post_install: '', origin: 'embedded' },
  env: { NOTION_TOKEN: '${NOTION_TOKEN}', NOTION_SPACE: '${NOTION_SPACE}', LEVEL: 'info' },
};
const linear: CatalogServer = { ...notion, name: 'linear', description: 'Issues, as in notion', required_env: [] };
const draft = { ...draftWith(toServerDraft(notion, 'n')) };
draft.identity = { ...draft.identity, name: 'scout' };

describe('a server of the catalog', () => {
  it('refers to its key in .env, as Hermes writes it, and keeps what the manifest sets', () => {
    const plan = toPlan(draft, { 'env.NOTION_TOKEN': 'planted' });
    expect(plan.mcpServers[0]?.env).toEqual({ NOTION_TOKEN: '${NOTION_TOKEN}', LEVEL: 'info' });
    expect(plan.env).toEqual({ NOTION_TOKEN: 'planted' });
  });

  it('has a place for its key on its own step', () => {
    expect(slotsOf(draft)).toEqual(['env.NOTION_TOKEN']);
    expect(placeOfSlot('env.NOTION_TOKEN', draft)).toEqual({ step: 'mcps', name: 'NOTION_TOKEN' });
    expect(placeOfSlot('env.NOTION_TOKEN', { ...draft, env: ['NOTION_TOKEN'] }).step).toBe('model');
  });

  it('comes back from a blueprint as it was, its reference not filled in', async () => {
    const opened = openBlueprint(await toBlueprintText(draft), 'scout.yaml');
    if (!opened.ok) throw new Error(opened.faults.join());
    const values = { NOTION_TOKEN: 'planted' };
    const { draft: again, secrets } = opened.opened;
    expect(again.env).toEqual([]);
    expect(toPlan(again, { ...secrets, 'env.NOTION_TOKEN': values.NOTION_TOKEN })).toEqual(
      toPlan(draft, { 'env.NOTION_TOKEN': values.NOTION_TOKEN }),
    );
  });
});

describe('the search', () => {
  it.each([
    ['', ['linear', 'notion']],
    ['NOTION', ['notion', 'linear']],
    ['pages data', ['notion']],
    ['notion_token', ['notion']],
    ['nothing', []],
  ])('for "%s" finds %o', (query, names) => {
    expect(matchServers([linear, notion], query).map(({ name }) => name)).toEqual(names);
  });
});
