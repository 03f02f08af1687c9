import { describe, expect, test } from 'vitest';
import { isRefused } from '../../src/app/refusal.ts';
import type { Engine } from '../../src/app/engine.ts';
import { toExportLine } from '../../src/machines/flow/export.ts';
import { planEditSchema } from '../../src/machines/flow/plan.ts';
import { toFlowView } from '../../src/machines/flow/view.ts';
import { facts, flowId, record } from '../cli/recorded-flow.ts';
import { accepted, codeOf, openEngine } from './engine.ts';

const failedPlan = {
  name: 'coder',
  mcpServers: [{ name: 'fs', command: 'npx' }, { name: 'bad' }],
  hubSkills: ['exit 3'],
};
const forked = async (answer: ReturnType<Engine['fork']>) => {
  const given = await answer;
  if (isRefused(given)) throw new Error(given.refusal.message);
  return given;
};

describe('a fork', () => {
  test('tells what would have become of a flow, and changes nothing', async () => {
    const { engine, deps, start, rested } = await openEngine();
    const id = await start(failedPlan);
    const { version } = await rested(id);
    const head = await deps.store.head();
    const { flow, events, diff } = await forked(
      engine.fork(id, {
        at: 2,
        answers: [
          { item: 'mcp:bad', event: { type: 'mcp.written' } },
          { item: 'install:exit 3', event: { type: 'install.succeeded' } },
        ],
      }),
    );
    expect(toFlowView(flow)).toMatchObject({ outcome: 'complete', forkedFrom: { flow: id, version: 2 } });
    expect(events).toHaveLength(version);
    expect(diff).toMatchObject({
      outcome: { before: 'with-problems', after: 'complete' },
      items: [
        { id: 'mcp:bad', before: { state: 'failed' }, after: { state: 'succeeded' } },
        { id: 'install:exit 3', before: { state: 'failed' }, after: { state: 'succeeded' } },
      ],
      first: { before: { type: 'mcp.failed' }, after: { type: 'mcp.written' } },
    });
    expect(await deps.store.head()).toBe(head);
    expect(await engine.flow(id)).toMatchObject({ version });
  });

  test('takes another plan, its secrets given anew or left where they are, and keeps no value', async () => {
    const { engine, start, rested } = await openEngine();
    const id = await start({ ...failedPlan, env: { KEY: 'one' } });
    await rested(id);
    const plan = planEditSchema.parse({
      name: ' Other ',
      env: { KEY: { secret: 'env.KEY' }, MORE: 'canary-7f3a' },
      mcpServers: [{ name: 'web', url: 'https://x.test', bearerToken: 'canary-7f3a' }],
    });
    const { flow } = await forked(engine.fork(id, { at: 1, plan, answers: [] }));
    expect(toFlowView(flow)).toMatchObject({ profile: 'other', outcome: 'complete' });
    expect(flow.snapshot.context.plan.env).toEqual({ KEY: { secret: 'env.KEY' }, MORE: { secret: 'env.MORE' } });
    expect(JSON.stringify(flow.snapshot.context)).not.toContain('canary');
  });

  test('is refused where it would say nothing true', async () => {
    const { engine, start, rested } = await openEngine();
    const id = await start(failedPlan);
    await rested(id);
    const late = [{ item: 'identity', event: { type: 'identity.rejected' } }] as const;
    const codes = await Promise.all(
      [
        engine.fork('flw_none', { at: 1, answers: [] }),
        engine.fork(id, { at: 99, answers: [] }),
        engine.fork(id, { at: 5, answers: late }),
        engine.fork(id, { at: 1, answers: [], plan: planEditSchema.parse({ name: 'root' }) }),
      ].map(async (answer) => {
        const given = await answer;
        return isRefused(given) ? given.refusal.code : null;
      }),
    );
    expect(codes).toEqual(['flow/not-found', 'flow/not-found', 'fork/unused-answer', 'name/reserved']);
  });
});

describe('a fork that runs', () => {
  test('is a flow of its own that names the other', async () => {
    const { engine, start, rested } = await openEngine();
    const id = await start({ name: 'coder' });
    await rested(id);
    expect(codeOf(await engine.runFork(id, { at: 2 }))).toBe('profile/exists');
    const plan = planEditSchema.parse({ name: 'second' });
    const view = accepted(await engine.runFork(id, { at: 2, plan }, { key: 'once' }));
    expect(view).toMatchObject({ profile: 'second', version: 1, forkedFrom: { flow: id, version: 2 } });
    expect(accepted(await engine.runFork(id, { at: 2, plan }, { key: 'once' }))).toEqual(view);
    expect(codeOf(await engine.runFork(id, { at: 3, plan }, { key: 'once' }))).toBe('idempotency/key-reused');
    expect(toFlowView(await rested(view.id))).toMatchObject({ outcome: 'complete', forkedFrom: { flow: id } });
    const [first] = await engine.records(view.id, 0, 1);
    expect(first?.data).toContain(`"forkedFrom":{"flow":"${id}","version":2}`);
    expect(codeOf(await engine.runFork(id, { at: 99 }))).toBe('flow/not-found');
    expect(codeOf(await engine.runFork('flw_none', { at: 1 }))).toBe('flow/not-found');
  });

  test('asks for secrets that are not kept any more', async () => {
    const { engine, start, rested } = await openEngine();
    const id = await start({ name: 'coder', env: { KEY: 'one' } });
    await rested(id);
    const plan = { name: 'second', env: { KEY: { secret: 'env.KEY' } } };
    expect(await engine.runFork(id, { at: 1, plan: planEditSchema.parse(plan) })).toMatchObject({
      refusal: { code: 'secret/needed', names: ['env.KEY'] },
    });
    const anew = planEditSchema.parse({ name: 'second', env: { KEY: 'two' } });
    const view = accepted(await engine.runFork(id, { at: 1, plan: anew }));
    expect(toFlowView(await rested(view.id)).outcome).toBe('complete');
  });

  test('makes here what an imported flow made elsewhere', async () => {
    const { engine, rested } = await openEngine();
    await engine.importFlow(record(facts).map(toExportLine).join(''));
    const dry = await forked(engine.fork(flowId, { at: 11, answers: [] }));
    expect(dry.diff).toMatchObject({ items: [], first: null });
    expect(dry.flow.imported).toBeUndefined();
    const view = accepted(await engine.runFork(flowId, { at: 1, plan: planEditSchema.parse({ name: 'here' }) }));
    expect(view.imported).toBeUndefined();
    expect(toFlowView(await rested(view.id))).toMatchObject({ outcome: 'complete', forkedFrom: { flow: flowId } });
  });
});
