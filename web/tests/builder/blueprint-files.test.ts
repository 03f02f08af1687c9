import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planInputSchema } from '../../../src/machines/flow/plan.ts';
import { toBlueprintText, toCommand } from '../../src/builder/files/blueprint-text.ts';
import { openBlueprint } from '../../src/builder/files/open-blueprint.ts';
import { slotOf, slotsOf } from '../../src/builder/secrets.ts';
import { toDraft } from '../../src/builder/to-draft.ts';

const plan = planInputSchema.parse({
  name: 'scout',
  soul: "# It's $HOME\n\n`date`\n",
  mcpServers: [
    { name: 'fs', command: 'npx', args: ['-y', 'a b'], env: { KEY: 'planted-1' } },
    { name: 'my docs', url: 'https://example.org', headers: { 'X-Key': 'planted-2' } },
    { name: 'notes', url: 'https://example.org', auth: 'header', bearerToken: 'planted-3' },
  ],
  env: { KEY: 'planted-4' },
});
const { draft } = toDraft(plan);

describe('a blueprint of a draft', () => {
  it('has a variable of its own for every secret, and no value', async () => {
    const text = await toBlueprintText(draft);
    expect(text).not.toContain('planted');
    expect(text.match(/\$\{\w+\}/g)).toEqual(['${FS_KEY}', '${MY_DOCS_X_KEY}', '${NOTES_TOKEN}', '${KEY}']);
  });

  it('opens as the same draft, with its secrets to be entered', async () => {
    const read = openBlueprint(await toBlueprintText(draft), 'scout.yaml');
    expect(read).toEqual({ ok: true, opened: { draft, secrets: {}, given: slotsOf(draft) } });
  });

  it('keeps a secret that was written into the file', async () => {
    const read = openBlueprint('name: a\nenv: {ONE: planted, TWO: "${TWO}"}', 'a.yaml');
    expect(read).toMatchObject({ opened: { secrets: { [slotOf.env('ONE')]: 'planted' } } });
  });

  it('is refused as the command line refuses it, by file and line', async () => {
    const read = openBlueprint('name: a\nmcpServers:\n  - name: fs\n    args: npx', 'plan.yaml');
    expect(read).toEqual({
      ok: false,
      faults: ['plan.yaml:4: mcpServers[0].args: expected array, found string.'],
    });
  });

  it('as a command hands a shell the same bytes', async () => {
    const text = `${await toBlueprintText(draft)}# BLUEPRINT\nBLUEPRINT: x\n`.replace('BLUEPRINT: x', 'BLUEPRINT');
    const script = toCommand(text).replace(/^profile-builder create -/, 'cat -');
    expect((await promisify(execFile)('sh', ['-c', script])).stdout).toBe(text);
  });
});
