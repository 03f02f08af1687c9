import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { makeSkillFolder } from '../crash/skills.ts';
import { readStream } from './read-stream.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

let scratch: Scratch;
let server: Server;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;
let folder: string;

beforeAll(async () => {
  scratch = await createScratch();
  slow = await makeSlowGit(scratch.directory);
  folder = await makeSkillFolder(join(scratch.directory, 'folder'));
  server = await start();
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const start = () => startServer(scratch, { env: { PATH: slow.path } });

const startInstall = async (name: string): Promise<FlowView> => {
  await slow.hold();
  const flow = await server.create({ name, hubSkills: [slow.identifier, `file://${folder}-missing`, folder] });
  await server.until(flow.id, ({ items }) =>
    items.some(({ kind, state }) => kind === 'install' && state === 'running'),
  );
  await slow.isRunning();
  return flow;
};

/** A connection that has had its first frame; `ended` says whether it ended as HTTP has it. */
const connect = async (path: string) => {
  const ids: number[] = [];
  const first = Promise.withResolvers<void>();
  const onEvent = ({ id }: { id?: string | undefined }): void => {
    if (id !== undefined) ids.push(Number(id));
    first.resolve();
  };
  const parser = createParser({ onEvent });
  const { body } = await server.call(path);
  const read = async (): Promise<'cleanly' | 'broken'> => {
    try {
      for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) parser.feed(chunk);
      return 'cleanly';
    } catch {
      return 'broken';
    }
  };
  const ended = read();
  await first.promise;
  return { ids, ended };
};

const countFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test.each([
  ['while the server was down', 'down', true],
  ['after it was there again', 'back', false],
])('an install that ended %s is reported as what it was, once', async (_, name, isReleasedBefore) => {
  const flow = await startInstall(name);
  const { ids, ended } = await connect(`/api/flows/${flow.id}/stream?after=0`);
  await server.stop('SIGKILL');
  expect(await ended).toBe('broken');
  if (isReleasedBefore) {
    await slow.release();
    await hasEnded(flow.id);
  }
  server = await start();
  if (!isReleasedBefore) {
    expect(await (await server.call(`/api/flows/${flow.id}`)).json()).toMatchObject({ outcome: null });
    await slow.release();
  }
  const seen = await readStream(server, flow.id, { after: ids.at(-1) ?? 0 });
  const done = await server.settled(flow.id);
  expect([...ids, ...seen.map(({ version }) => version)]).toEqual(countFrom(1, done.version));
  expect(done.items.filter(({ kind }) => kind === 'install').map(({ name: id, state }) => [id, state])).toEqual([
    [slow.identifier, 'succeeded'],
    [`file://${folder}-missing`, 'failed'],
    [folder, 'succeeded'],
  ]);
  expect(done.problems.map(({ code }) => code)).toEqual(['install/not-found']);
  const { events } = (await (await server.call(`/api/flows/${flow.id}/events`)).json()) as {
    events: { type: string }[];
  };
  expect(events.filter(({ type }) => type === 'install.started')).toHaveLength(3);
  await access(join(scratch.hermes, 'profiles', name, 'skills', 'slow-repository', 'SKILL.md'));
});

/** Waits until the runner of the first install has written how it ended. */
const hasEnded = async (flow: string): Promise<void> => {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(25)) {
    const paths = await readdir(join(scratch.data, 'runs'), { recursive: true });
    if (paths.some((path) => path.includes(flow) && path.endsWith('/exit'))) return;
  }
  throw new Error('the install did not end');
};

test('a server that is asked to end does so at once, and its streams end cleanly', async () => {
  const flow = await startInstall('asked');
  const paths = [`/api/flows/${flow.id}/stream?after=0`, `/api/flows/${flow.id}/stream`, '/api/stream', '/api/stream'];
  const readers = await Promise.all(paths.map(connect));
  const asked = performance.now();
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(performance.now() - asked).toBeLessThan(2000);
  for (const { ended } of readers) expect(await ended).toBe('cleanly');
  await slow.release();
  server = await start();
  expect((await server.settled(flow.id)).problems).toHaveLength(1);
});

test('a create that was cut off by a kill and is sent again makes one profile', async () => {
  for (const [index, delayMs] of [0, 2, 5, 10, 20, 40].entries()) {
    const name = `again-${index}`;
    const send = () => server.post('/api/flows', { name, env: { KEY: 'value' } }, { 'idempotency-key': name });
    const first = send().catch(() => null);
    await sleep(delayMs);
    await server.stop('SIGKILL');
    await first;
    server = await start();
    const answer = await send();
    expect(answer.status).toBe(202);
    const { flow } = (await answer.json()) as { flow: FlowView };
    expect((await server.settled(flow.id)).outcome).toBe('complete');
    const { flows } = (await (await server.call(`/api/flows?profile=${name}`)).json()) as { flows: FlowView[] };
    expect(flows.map(({ id }) => id)).toEqual([flow.id]);
  }
  const profiles = await readdir(join(scratch.hermes, 'profiles'));
  expect(profiles.filter((name) => /^(again|\.)/.test(name))).toHaveLength(6);
});
