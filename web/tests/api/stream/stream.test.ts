import { beforeEach, describe, expect, it } from 'vitest';
import type { FromPage, OpenPort, ToPage } from '../../../src/api/stream/messages.ts';
import type { News } from '../../../src/api/stream/news.ts';
import type { StreamFrame } from '../../../src/api/stream/frame.ts';
import { createStream, type Stream } from '../../../src/api/stream/stream.ts';
import { createFakeWorld } from './fake-world.ts';
import { createFakeSight } from './fake-sight.ts';

type FakePort = { said: FromPage[]; tell: (message: ToPage) => void; isClosed: boolean };

let world: ReturnType<typeof createFakeWorld>;
let sight: ReturnType<typeof createFakeSight>;
let ports: FakePort[];
let stream: Stream;
let news: News[];

const openPort: OpenPort = (onMessage) => {
  const port: FakePort = { said: [], tell: onMessage, isClosed: false };
  ports.push(port);
  return {
    send: (message) => void port.said.push(message),
    close: () => {
      port.isClosed = true;
    },
  };
};

beforeEach(() => {
  world = createFakeWorld();
  sight = createFakeSight();
  ports = [];
  news = [];
  stream = createStream({ url: '/api/stream', token: 'T', openPort, sight, io: world.io });
  stream.onNews((one) => void news.push(one));
});

const port = () => {
  const last = ports.at(-1);
  if (!last) throw new Error('No port was opened.');
  return last;
};
const said = () =>
  port()
    .said.splice(0)
    .map((message) => (message.type === 'here' ? `here ${message.after} ${message.output.join()}` : 'away'));
const frame = (position: number): StreamFrame => ({
  kind: 'transition',
  position,
  transition: {
    flow: 'flw_1',
    version: position,
    at: '2026-01-01T00:00:00.000Z',
    type: 'flow.cancelled',
    data: { outcome: 'cancelled' },
    state: 'cancelled',
    from: 'installing',
    outcome: 'cancelled',
    stopping: false,
    endedAt: null,
    items: [],
  },
});
const told = () =>
  news.splice(0).map((one) => {
    if (one.kind === 'frames') return one.frames.map((each) => (each.kind === 'output' ? 'output' : each.position));
    return one.kind === 'hears' ? `hears ${one.flows.join()}` : 'start';
  });

describe('a page', () => {
  it('says that it is here while it is seen, and away when it is hidden or left', async () => {
    const stop = stream.start();
    expect(said()).toEqual(['here null ']);
    sight.see(false);
    expect(said()).toEqual(['away']);
    await world.pass(60_000);
    expect(said()).toEqual([]);
    sight.see(true);
    expect(said()).toEqual(['here null ']);
    stop();
    expect([said(), port().isClosed, world.timers()]).toEqual([['away'], true, 0]);
  });

  it('that is hidden when it is opened says nothing until it is seen', () => {
    sight.see(false);
    stream.start();
    expect(said()).toEqual([]);
    sight.see(true);
    expect(said()).toEqual(['here null ']);
  });

  it('hands out all that came before it is drawn, at once and in order', () => {
    stream.start();
    port().tell({ type: 'start', position: 10 });
    port().tell({ type: 'frames', frames: [frame(11)], position: 11 });
    port().tell({ type: 'frames', frames: [frame(12), frame(13)], position: 13 });
    port().tell({ type: 'hears', flows: ['flw_1'] });
    port().tell({ type: 'frames', frames: [frame(14)], position: 14 });
    expect(told()).toEqual([]);
    sight.draw();
    expect(told()).toEqual(['start', [11, 12, 13], 'hears flw_1', [14]]);
    sight.draw();
    expect(told()).toEqual([]);
  });

  it('says where it stands when it comes back, and takes nothing twice', () => {
    stream.start();
    port().tell({ type: 'start', position: 10 });
    port().tell({ type: 'frames', frames: [frame(12)], position: 12 });
    sight.see(false);
    said();
    sight.see(true);
    expect(said()).toEqual(['here 12 ']);
    port().tell({ type: 'frames', frames: [frame(11), frame(12), frame(15)], position: 15 });
    sight.draw();
    expect(told()).toEqual(['start', [12, 15]]);
  });

  it('finds another way when the one it had does not answer any more', async () => {
    stream.start();
    port().tell({ type: 'start', position: 10 });
    for (let round = 0; round < 4; round += 1) {
      await world.pass(15_000);
      port().tell({ type: 'status', status: 'live' });
    }
    expect(ports).toHaveLength(1);
    await world.pass(45_000);
    expect([ports.length, ports[0]?.isClosed]).toEqual([2, true]);
    expect(said()).toEqual(['here 10 ']);
  });

  it('asks for output of a flow as long as anyone on it wants it', async () => {
    stream.start();
    said();
    const stops = [stream.wantOutput('flw_a'), stream.wantOutput('flw_b'), stream.wantOutput('flw_a')];
    await world.pass(0);
    expect(said()).toEqual(['here null flw_a,flw_b']);
    stops[0]?.();
    stops[0]?.();
    await world.pass(0);
    expect(said()).toEqual([]);
    stops[2]?.();
    await world.pass(0);
    expect(said()).toEqual(['here null flw_b']);
  });

  it('tells its status as it changes', () => {
    const seen: string[] = [];
    stream.onStatus(() => seen.push(stream.status()));
    stream.start();
    expect(stream.status()).toBe('reconnecting');
    port().tell({ type: 'status', status: 'live' });
    port().tell({ type: 'status', status: 'offline' });
    expect(seen).toEqual(['live', 'offline']);
  });
});
