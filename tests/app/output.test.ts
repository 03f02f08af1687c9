import { expect, test } from 'vitest';
import type { Output } from '../../src/machines/flow/output.ts';
import { openEngine } from './engine.ts';

const heldTail = async () => {
  const held = Promise.withResolvers<void>();
  let rounds = 0;
  const opened = await openEngine((deps) => ({
    ...deps,
    clock: {
      ...deps.clock,
      sleep: async (_ms, signal) => {
        rounds += 1;
        await held.promise;
        await deps.clock.sleep(5, signal);
      },
    },
  }));
  return { ...opened, release: () => held.resolve(), hasLooked: () => rounds > 0 };
};

test('tails all of an install that began and ended between two looks', async () => {
  const { engine, start, rested, release, hasLooked } = await heldTail();
  const id = await start({ name: 'coder', hubSkills: ["printf 'one\\ntwo\\nlast words'"] });
  const heard: { offset: number; text: string }[] = [];
  const stop = engine.feed.onOutput(id, ({ offset, text }) => void heard.push({ offset, text }));
  await expect.poll(hasLooked).toBe(true);
  await rested(id);
  release();
  await expect.poll(() => heard.map(({ text }) => text).join('')).toBe('one\ntwo\nlast words');
  expect(heard.map(({ offset }) => offset)).toEqual([0, 8]);
  stop();
});

test('is the text of the bytes between its offsets, marks and broken characters included', async () => {
  const { engine, start, rested, release, hasLooked } = await heldTail();
  const script = "printf '\\357\\273\\277é\\n\\357\\273\\277\\303\\nend'";
  const id = await start({ name: 'coder', hubSkills: [script] });
  const heard: Output[] = [];
  const stop = engine.feed.onOutput(id, (output) => void heard.push(output));
  await expect.poll(hasLooked).toBe(true);
  await rested(id);
  release();
  await expect.poll(() => heard.at(-1)?.text).toBe('end');
  const about = { flow: id, item: `install:${script}`, attempt: 1 };
  expect(heard).toEqual([
    { ...about, offset: 0, next: 11, text: '\ufeffé\n\ufeff\ufffd\n' },
    { ...about, offset: 11, next: 14, text: 'end' },
  ]);
  stop();
});

test('leaves the output of ended installs to the log', async () => {
  const reads: number[] = [];
  const { engine, start, rested } = await openEngine((deps) => ({
    ...deps,
    runner: {
      ...deps.runner,
      readOutput: (...about) => {
        reads.push(about[1]);
        return deps.runner.readOutput(...about);
      },
    },
  }));
  const id = await start({ name: 'coder', hubSkills: ['echo done', 'echo me too'] });
  await rested(id);
  const heard: string[] = [];
  const stop = engine.feed.onOutput(id, ({ text }) => void heard.push(text));
  await expect.poll(async () => (await engine.output(id, 'install:echo done', 0))?.bytes.length).toBe(5);
  expect([heard, reads]).toEqual([[], [0]]);
  stop();
});

test('tails again for the next listener after a tail that failed', async () => {
  let isBroken = true;
  const { engine, faults, start } = await openEngine((deps) => ({
    ...deps,
    runner: {
      ...deps.runner,
      readOutput: async (...about) => {
        if (isBroken) throw new Error('a bad sector');
        return deps.runner.readOutput(...about);
      },
    },
  }));
  const id = await start({ name: 'coder', hubSkills: ['while :; do echo still here; sleep 0.05; done'] });
  engine.feed.onOutput(id, () => {});
  await expect.poll(() => faults).toContain(`tailing output of ${id}: Error: a bad sector`);
  isBroken = false;
  const heard: string[] = [];
  engine.feed.onOutput(id, ({ text }) => void heard.push(text));
  await expect.poll(() => heard.join('')).toContain('still here');
  await engine.cancel(id, {});
  await engine.when(id, ({ snapshot }) => snapshot.value === 'cancelled', AbortSignal.timeout(10_000));
});

test('shows no secret of the flow once the flow has ended and its secrets are forgotten', async () => {
  const { engine, start, rested } = await openEngine();
  const script = 'echo key canary-5f3a9 end';
  const id = await start({ name: 'coder', env: { KEY: 'canary-5f3a9' }, hubSkills: [script] });
  await rested(id);
  const output = await engine.output(id, `install:${script}`, 0);
  expect(Buffer.from(output?.bytes ?? []).toString()).toBe('key ************ end\n');
});
