import { beforeEach, describe, expect, it } from 'vitest';
import { createConnection, type Connection } from '../../../src/api/stream/connection.ts';
import type { StreamFrame } from '../../../src/api/stream/frame.ts';
import { createFakeWorld, output, settle, snapshot, transition } from './fake-world.ts';

let world: ReturnType<typeof createFakeWorld>;
let told: string[];
let connection: Connection;

beforeEach(() => {
  world = createFakeWorld();
  told = [];
  connection = createConnection(world.io, {
    onStatus: (status) => told.push(status),
    onOpen: () => told.push('open'),
    onStart: (position) => told.push(`start ${position}`),
    onFrames: (frames) => told.push(...frames.map(inWords)),
  });
});

const inWords = (frame: StreamFrame): string => {
  if (frame.kind === 'output') return 'output';
  const { flow } = frame.transition;
  return flow === 'flw_1' ? String(frame.position) : `${frame.position} of ${flow}`;
};

const target = { url: 'http://server/api/stream', token: 'T', output: [] as readonly string[] };
const call = (index = -1) => {
  const found = world.calls.at(index);
  if (!found) throw new Error('The server was not called.');
  return found;
};
const open = async (wanted = target) => {
  connection.open(wanted);
  await settle();
  return call().open();
};

describe('the connection', () => {
  it('begins where the server stands, then tells each transition once', async () => {
    const server = await open();
    server.say(`:\n\nretry: 1000\n\n${snapshot(7)}${transition(9)}`);
    await settle();
    server.say(transition(9) + transition(8) + output('flw_1') + transition(12));
    await settle();
    expect([call().url, call().token]).toEqual(['http://server/api/stream', 'Bearer T']);
    expect(told).toEqual(['live', 'open', 'start 7', '9', 'output', '12']);
  });

  it('reads frames however they are cut into pieces', async () => {
    const server = await open();
    for (const byte of new TextEncoder().encode(`:\n\n${snapshot(3)}${transition(4, 'flw_🙂')}${transition(6)}`))
      server.send(Uint8Array.of(byte));
    await settle();
    expect(told.slice(2)).toEqual(['start 3', '4 of flw_🙂', '6']);
  });

  it('passes over what it does not know', async () => {
    const server = await open();
    server.say(
      `${snapshot(1)}id: 2\nevent: surprise\ndata: {}\n\nid: 3\nevent: transition\ndata: not json\n\n${transition(4)}`,
    );
    await settle();
    expect(told.slice(2)).toEqual(['start 1', '4']);
  });

  it('comes back at once after a good connection, from where it stood, and says nothing of it', async () => {
    const first = await open();
    first.say(snapshot(7) + transition(9));
    await settle();
    first.end();
    await world.pass(200);
    const second = call().open();
    second.say(transition(9) + transition(11));
    await settle();
    expect(call().url).toBe('http://server/api/stream?after=9');
    expect(told).toEqual(['live', 'open', 'start 7', '9', 'open', '11']);
  });

  it('waits twice as long after each failure, up to three seconds, and is offline after ten', async () => {
    connection.open(target);
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      await settle();
      const tries = world.calls.length;
      if (failure % 2 === 0) call().fail();
      else call().answer(503);
      let waited = 0;
      for (; world.calls.length === tries; waited += 100) await world.pass(100);
      waits.push(waited);
    }
    expect(waits).toEqual([400, 800, 1600, 3000, 3000, 3000, 3000, 3000]);
    expect(told).toEqual(['offline']);
    call().open();
    await settle();
    expect(told).toEqual(['offline', 'live', 'open']);
  });

  it('says that it is reconnecting when it does not get back at once', async () => {
    (await open()).cut();
    await world.pass(400);
    call().fail();
    await settle();
    expect(told).toEqual(['live', 'open', 'reconnecting']);
  });

  it('does not hammer a server that takes it and says nothing', async () => {
    const waits: number[] = [];
    connection.open(target);
    for (let round = 0; round < 5; round += 1) {
      await settle();
      const tries = world.calls.length;
      call().open().end();
      let waited = 0;
      for (; world.calls.length === tries; waited += 100) await world.pass(100);
      waits.push(waited);
    }
    expect(waits).toEqual([400, 800, 1600, 3000, 3000]);
  });

  it('gives up a connection on which nothing came for 35 s', async () => {
    const server = await open();
    server.say(':\n\n');
    await world.pass(30_000);
    server.say(':\n\n');
    await world.pass(34_000);
    expect(world.calls).toHaveLength(1);
    await world.pass(1300);
    expect(call(0).isAborted()).toBe(true);
    expect(world.calls).toHaveLength(2);
  });

  it('gives up a server that never answers', async () => {
    connection.open(target);
    await world.pass(35_500);
    expect(world.calls).toHaveLength(2);
  });

  it('stops at a token that is refused, until there is another', async () => {
    connection.open(target);
    await settle();
    call().answer(401);
    await world.pass(60_000);
    connection.open(target);
    await settle();
    expect([world.calls.length, connection.status()]).toEqual([1, 'offline']);
    await open({ ...target, token: 'U' });
    expect([world.calls.length, connection.status(), call().token]).toEqual([2, 'live', 'Bearer U']);
  });

  it.each([204, 404])('stops at an answer %i until it is asked for again', async (status) => {
    connection.open(target);
    await settle();
    call().answer(status);
    await world.pass(60_000);
    expect([world.calls.length, connection.status()]).toEqual([1, 'offline']);
    await open();
    expect([world.calls.length, connection.status()]).toEqual([2, 'live']);
  });

  it('is had anew for output it does not carry, and kept for output it does', async () => {
    const first = await open();
    first.say(snapshot(7) + transition(9));
    await settle();
    await open({ ...target, output: ['flw_a', 'flw_b'] });
    expect([call(0).isAborted(), call().url]).toEqual([true, 'http://server/api/stream?after=9&output=flw_a,flw_b']);
    expect(connection.hears()).toEqual(['flw_a', 'flw_b']);
    connection.open({ ...target, output: ['flw_b'] });
    connection.open(target);
    await settle();
    expect(world.calls).toHaveLength(2);
    expect(told).not.toContain('reconnecting');
  });

  it('ends when it is closed, and goes on from where it stood', async () => {
    const first = await open();
    first.say(snapshot(7) + transition(9));
    await settle();
    connection.close();
    await world.pass(60_000);
    expect([world.calls.length, call().isAborted(), connection.status()]).toEqual([1, true, 'reconnecting']);
    await open();
    expect(call().url).toBe('http://server/api/stream?after=9');
  });

  it('can be closed and opened in one moment, also while it waits', async () => {
    connection.open(target);
    connection.close();
    connection.open(target);
    await settle();
    expect(world.calls).toHaveLength(2);
    call().fail();
    await settle();
    connection.close();
    connection.open(target);
    await settle();
    expect(world.calls).toHaveLength(3);
    call().open().say(snapshot(1));
    await settle();
    expect(told).toEqual(['live', 'open', 'start 1']);
    connection.close();
    await settle();
    expect(world.timers()).toBe(0);
  });

  it('begins where it is told to, if it has not begun', async () => {
    connection.startAt(20);
    connection.startAt(10);
    await open();
    expect(call().url).toBe('http://server/api/stream?after=20');
  });
});
