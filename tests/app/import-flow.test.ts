import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/app/engine.ts';
import { isRefused } from '../../src/app/refusal.ts';
import { parseExport, toExportLine } from '../../src/machines/flow/export.ts';
import type { Fact } from '../../src/machines/flow/events.ts';
import { planInputSchema } from '../../src/machines/flow/plan.ts';
import { toFlowView } from '../../src/machines/flow/view.ts';
import type { StoredRecord } from '../../src/machines/ports/event-store.ts';
import { facts, flowId, record } from '../cli/recorded-flow.ts';
import { accepted, codeOf, openEngine } from './engine.ts';

const records = record(facts);
const toText = (lines: readonly StoredRecord[]) => lines.map(toExportLine).join('');
const text = toText(records);
const change = (from: string, to: string): readonly Fact[] =>
  facts.map((fact) => JSON.parse(JSON.stringify(fact).replaceAll(from, to)) as Fact);
const messageOf = async (answer: ReturnType<Engine['importFlow']>) => {
  const given = await answer;
  return isRefused(given) ? given.refusal.message : '';
};

describe('an imported flow', () => {
  test('has here what was recorded there, and says that it is imported', async () => {
    const there = await openEngine();
    const id = await there.start({ name: 'coder', hubSkills: ['echo hello'], mcpServers: [{ name: 'broken' }] });
    const flow = await there.rested(id);
    const exported = toText(await there.engine.records(id, 0));

    const here = await openEngine();
    const before = new Date().toISOString();
    const answer = await here.engine.importFlow(exported);
    expect(answer).toMatchObject({ isNew: true });
    expect(toText(await here.engine.records(id, 0))).toBe(exported);
    const kept = await here.engine.flow(id);
    expect(kept && toFlowView(kept)).toEqual({ ...toFlowView(flow), imported: kept?.imported });
    expect(answer).toHaveProperty('view', kept && toFlowView(kept));
    expect((kept?.imported?.at ?? '') >= before).toBe(true);
    expect(here.engine.list({ limit: 1 }).flows[0]).toMatchObject({ id, imported: { at: kept?.imported?.at } });
    const early = await here.engine.flow(id, 2);
    expect(early).toMatchObject({ version: 2, imported: kept?.imported });
  });

  test('is told to whoever watches, event by event', async () => {
    const { engine } = await openEngine();
    const heard: number[] = [];
    engine.feed.onTransitions((transitions) => heard.push(...transitions.map(({ version }) => version)));
    await engine.importFlow(text);
    expect(heard).toEqual(records.map(({ version }) => version));
    expect((await engine.feed.readAll(0)).map(({ version }) => version)).toEqual(heard);
  });

  test('takes no command', async () => {
    const { engine } = await openEngine();
    await engine.importFlow(text);
    const answers = [
      await engine.retry(flowId, { all: true }),
      await engine.retry(flowId, { item: 'mcp:bad', edit: { name: 'bad', command: 'x' } }),
      await engine.cancel(flowId, {}),
      await engine.discard(flowId, { confirm: 'coder' }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'flow/imported'));
    expect(await engine.records(flowId, 0)).toHaveLength(records.length);
  });

  test('has nothing done that it still owes, not after a restart either, and holds no name', async () => {
    const { engine, deps, reopen, faults } = await openEngine();
    const owing = records.slice(0, 3);
    await engine.importFlow(toText(owing));
    deps.list.clear();
    const again = reopen();
    expect(await again.resume()).toEqual({ resumed: 0 });
    expect(await again.flow(flowId)).toMatchObject({ version: 3, imported: {} });
    expect((await again.flow(flowId))?.pending.size).toBeGreaterThan(0);
    expect(await again.holderOf('coder')).toBeNull();
    expect(again.list({ limit: 5 }).flows).toMatchObject([{ id: flowId, outcome: null, imported: {} }]);
    const own = accepted(await again.startFlow(planInputSchema.parse({ name: 'coder' }))).id;
    await again.when(own, ({ pending }) => pending.size === 0, AbortSignal.timeout(10_000));
    expect(await engine.records(flowId, 0)).toHaveLength(3);
    expect(faults).toEqual([]);
  });

  test('has no output, whatever its records call their runs', async () => {
    const { engine } = await openEngine();
    const own = await openEngine();
    const id = await own.start({ name: 'other', hubSkills: ['echo mine'] });
    await own.rested(id);
    await engine.importFlow(toText(await own.engine.records(id, 0)));
    expect(await own.engine.output(id, 'install:echo mine', 0)).not.toBeNull();
    expect(await engine.output(id, 'install:echo mine', 0)).toBeNull();
  });

  test('is not what a key stands for that was used where it ran', async () => {
    const { engine, deps } = await openEngine();
    const id = `flw_${deps.vault.digest('key:once').slice(0, 26)}`;
    await engine.importFlow(toText(record(change(flowId, id), id)));
    const answer = await engine.startFlow(planInputSchema.parse({ name: 'coder' }), { key: 'once' });
    expect(codeOf(answer)).toBe('flow/imported');
  });
});

describe('importing', () => {
  test('the same flow again changes nothing, nor does an earlier part of it', async () => {
    const { engine, deps } = await openEngine();
    const first = await engine.importFlow(text);
    expect(await engine.importFlow(text)).toEqual({ ...first, isNew: false });
    expect(await engine.importFlow(toText(records.slice(0, 4)))).toEqual({ ...first, isNew: false });
    expect(await deps.store.readStream(`import-${flowId}`)).toHaveLength(1);
  });

  test('a flow of this log leaves it as it is', async () => {
    const { engine, start, rested } = await openEngine();
    const id = await start({ name: 'coder' });
    await rested(id);
    expect(await engine.importFlow(toText(await engine.records(id, 0)))).toMatchObject({ isNew: false });
    expect((await engine.flow(id))?.imported).toBeUndefined();
    expect(codeOf(await engine.discard(id, { confirm: 'coder' }))).toBeNull();
  });

  test('another flow of the same id is refused', async () => {
    const { engine } = await openEngine();
    await engine.importFlow(toText(records.slice(0, 4)));
    expect(await engine.importFlow(toText(record(change('npx', 'node'))))).toMatchObject({
      refusal: { code: 'flow/exists', flow: flowId },
    });
    expect(await engine.importFlow(text)).toMatchObject({ refusal: { code: 'flow/exists' } });
  });

  test.each([
    ['', 'import/invalid', 'empty'],
    ['{}\n', 'import/invalid', 'version 1'],
    [`${text}half a line`, 'import/invalid', `version ${records.length + 1}`],
    [toText(records.slice(1)), 'import/invalid', 'identity.created'],
    [toText(record(change(flowId, '../up'), '../up')), 'import/invalid', '"../up"'],
    [toText(record(facts, 'flw_other')), 'import/invalid', 'flw_other'],
    [text.replaceAll('"command":null', '"command":"twice"'), 'import/invalid', 'same command'],
    [text.replaceAll('profile-create@1', 'profile-create@0'), 'import/unknown-definition', 'profile-create@0'],
    [toText(records.filter(({ version }) => version !== 5)), 'import/differs', 'version 5'],
    [text.replace('model.written', 'model.skipped'), 'import/differs', 'version 4'],
  ])('what is no flow as it was recorded is refused (%#)', async (lines, code, words) => {
    const { engine, deps } = await openEngine();
    expect(await engine.importFlow(lines)).toMatchObject({ refusal: { code } });
    expect(await messageOf(engine.importFlow(lines))).toContain(words);
    expect(await deps.store.head()).toBe(0);
  });

  test('one flipped byte is told with its version', async () => {
    const { engine } = await openEngine();
    const bytes = Buffer.from(text);
    const ends = [...bytes.entries()].filter(([, byte]) => byte === LINE_FEED).map(([at]) => at);
    const flip = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.integer({ min: 0, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, bit }) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const version = ends.findIndex((end) => at <= end) + 1;
        const lines = flipped.toString();
        if (toText(parse(lines)) === text) return;
        expect(await messageOf(engine.importFlow(lines))).toMatch(new RegExp(`[Vv]ersion ${version}\\b`));
      }),
      { numRuns: 400 },
    );
  });
});

const LINE_FEED = 10;

const parse = (lines: string): readonly StoredRecord[] => {
  const read = parseExport(lines);
  return 'records' in read ? read.records : [];
};

test('every recorded flow of the corpus can be imported', async () => {
  const { engine } = await openEngine();
  const corpus = new URL('../corpus/', import.meta.url);
  for (const file of readdirSync(corpus)) {
    const answer = await engine.importFlow(readFileSync(new URL(file, corpus), 'utf8'));
    expect({ file, answer }).toMatchObject({ file, answer: { isNew: true } });
  }
});
