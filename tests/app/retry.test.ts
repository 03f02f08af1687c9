import { expect, test } from 'vitest';
import { accepted, codeOf, openEngine } from './engine.ts';

const broken = { name: 'gh', env: { TOKEN: 'first' } };
const mended = { name: 'gh', command: 'npx', env: { TOKEN: 'second' } };

test('keeps no secret of an edit the flow does not take', async () => {
  const { engine, start, rested, sealed } = await openEngine();
  const id = await start({ name: 'coder', mcpServers: [broken], hubSkills: ['exec sleep 60'] });
  await engine.when(id, ({ snapshot }) => snapshot.value === 'installing', AbortSignal.timeout(10_000));
  accepted(await engine.cancel(id, {}));
  await rested(id);
  expect(codeOf(await engine.retry(id, { item: 'mcp:gh', edit: mended }))).toBe('flow/not-allowed');
  expect(await sealed()).toEqual([]);
});

test('keeps no secret of an edit while another flow holds the name', async () => {
  const { engine, deps, start, rested, sealed } = await openEngine();
  const id = await start({ name: 'coder', mcpServers: [broken] });
  await rested(id);
  await deps.store.append([
    {
      stream: 'profile-coder',
      expected: 2,
      records: [
        {
          ...{ type: 'profile.reserved', schema: 1, at: new Date().toISOString(), data: '{}', hash: '' },
          ...{ causation: null, correlation: 'flw_other', command: null },
        },
      ],
    },
  ]);
  const answer = await engine.retry(id, { item: 'mcp:gh', edit: mended });
  expect(answer).toMatchObject({ refusal: { code: 'profile/in-progress', flow: 'flw_other' } });
  expect(await sealed()).toEqual([]);
});

test('writes the secret of an edit and then forgets it', async () => {
  const { engine, start, rested, sealed } = await openEngine();
  const id = await start({ name: 'coder', mcpServers: [broken] });
  await rested(id);
  accepted(await engine.retry(id, { item: 'mcp:gh', edit: mended }));
  expect((await rested(id)).snapshot.context.outcome).toBe('complete');
  expect(await sealed()).toEqual([]);
});
