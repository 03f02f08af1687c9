import { describe, expect, it } from 'vitest';
import { createActor, waitFor } from 'xstate';
import type { McpProbe } from '../../../../src/machines/ports/mcp-prober.ts';
import { type Probe, testMachine, toProbeActor } from '../../../src/builder/mcps/test-machine.ts';

const entry = { name: 'mine', command: 'node' };
const found: McpProbe = { ok: false, code: 'mcp/exited', reason: 'It exited.', durationMs: 1, warnings: [] };
const start = (probe: Probe) => {
  const actor = createActor(testMachine.provide({ actors: { probe: toProbeActor(probe) } })).start();
  actor.send({ type: 'test', entry });
  return actor;
};

describe('the test of a server', () => {
  it('tells what was found of the entry that was asked about', async () => {
    const actor = start(async (asked) => ({ ...found, reason: `${asked.name} exited.` }));
    const { context } = await waitFor(actor, (state) => state.matches('told'));
    expect(context).toMatchObject({ asked: entry, found: { reason: 'mine exited.' } });
  });

  it('ends what it started when it is cancelled, and takes no late answer', async () => {
    const { promise, resolve } = Promise.withResolvers<McpProbe>();
    let signal: AbortSignal | undefined;
    const actor = start((_, given) => {
      signal = given;
      return promise;
    });
    actor.send({ type: 'cancel' });
    expect(signal?.aborted).toBe(true);
    resolve(found);
    await promise;
    expect(actor.getSnapshot()).toMatchObject({ value: 'cancelled', context: { found: null } });
  });

  it('tells why there is no answer, and may be made again', async () => {
    const actor = start(() => Promise.reject(new Error('gone')));
    const { context } = await waitFor(actor, (state) => state.matches('failed'));
    expect(context.error).toEqual(new Error('gone'));
    actor.send({ type: 'test', entry });
    expect(actor.getSnapshot()).toMatchObject({ value: 'testing', context: { error: null } });
  });
});
