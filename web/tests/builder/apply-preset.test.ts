import { describe, expect, it } from 'vitest';
import { applyPreset, type Catalogs } from '../../src/builder/apply-preset.ts';
import { emptyDraft } from '../../src/builder/draft.ts';
import type { Preset } from '../../src/builder/presets.ts';

const preset: Preset = {
  id: 'coding',
  categories: ['github'],
  keep: ['plan', 'gone'],
  optional: ['docker', 'also-gone'],
  servers: ['docs', 'no-such-server'],
  soul: 'You write code.\n',
};
const skill = (name: string, category: string | null) => ({
  ...{ name, category, description: '', platforms: [], tags: [], version: null },
  ...{ identifier: `official/${name}`, origin: 'hermes' },
});
const catalogs: Catalogs = {
  bundle: [skill('issues', 'github'), skill('deep', 'github/more'), skill('plan', 'development'), skill('maps', null)],
  optional: [skill('docker', 'devops'), skill('evm', 'chain')],
  servers: [
    {
      ...{ name: 'docs', description: '', source: '', transport: 'stdio', auth_type: 'none', required_env: [] },
      ...{ command: 'npx', args: ['-y', 'docs server'], url: null, env: {} },
      ...{ needs_install: false, post_install: '', origin: 'embedded' },
    },
  ],
};

describe('a preset', () => {
  it('keeps and adds only what the catalogs have, and tells the rest', () => {
    const { part, leftOut } = applyPreset(preset, catalogs, emptyDraft);
    expect(part.skills).toEqual({ mode: 'exactly', keep: ['issues', 'deep', 'plan'], optional: ['docker'] });
    expect(part.mcpServers).toMatchObject([{ name: 'docs', command: 'npx', args: "-y 'docs server'" }]);
    expect(leftOut).toEqual(['gone', 'also-gone', 'no-such-server']);
  });

  it('leaves the skills alone where there is no bundle, or a clone brings its own', () => {
    const identity = { ...emptyDraft.identity, clone: { from: 'a', mode: 'config', credentials: 'all' } as const };
    for (const { part, leftOut } of [
      applyPreset(preset, { ...catalogs, bundle: [] }, emptyDraft),
      applyPreset(preset, catalogs, { ...emptyDraft, identity }),
    ]) {
      expect(part).not.toHaveProperty('skills');
      expect(leftOut).toEqual(['no-such-server']);
    }
  });

  it('keeps servers that are there, and a persona of one’s own', () => {
    const once = { ...emptyDraft, ...applyPreset(preset, catalogs, emptyDraft).part };
    const identity = { ...emptyDraft.identity, soul: 'Mine.' };
    const { part } = applyPreset(preset, catalogs, { ...once, identity });
    expect(part.mcpServers).toHaveLength(1);
    expect(part.identity?.soul).toBe('Mine.');
  });
});
