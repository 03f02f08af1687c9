import { beforeEach, expect } from 'vitest';
import { createExchange, type Exchange } from '../../../src/api/stream/exchange.ts';
import type { FromPage, Post, ToPage } from '../../../src/api/stream/messages.ts';
import { createFakeWorld, settle, snapshot } from './fake-world.ts';

/** An exchange in a world of its own for each test, and pages that write down what they are told. */

export const LINGER_MS = 10_000;

export let world: ReturnType<typeof createFakeWorld>;
let exchange: Exchange;

beforeEach(() => {
  world = createFakeWorld();
  exchange = createExchange({ io: world.io, lingerMs: LINGER_MS });
});

export const here = (after: number | null = null, wanted: readonly string[] = [], token = 'T'): FromPage => ({
  type: 'here',
  url: '/api/stream',
  token,
  after,
  output: wanted,
});

export const openPage = () => {
  const got: ToPage[] = [];
  const page: Post = { postMessage: (message) => void got.push(message) };
  const say = async (message: FromPage) => {
    exchange.hear(page, message);
    await settle();
  };
  return { say, got: () => got.splice(0).flatMap(inWords) };
};

const inWords = (message: ToPage): readonly string[] => {
  if (message.type === 'status') return [message.status];
  if (message.type === 'start') return [`start ${message.position}`];
  if (message.type === 'hears') return [`hears ${message.flows.join()}`];
  return message.frames.map((frame) =>
    frame.kind === 'output' ? `output of ${frame.output.flow}` : String(frame.position),
  );
};

export const server = (index = -1) => {
  const call = world.calls.at(index);
  if (!call) throw new Error('The server was not called.');
  return call;
};

/** A page with a live connection that stands at 10. */
export const setUp = async () => {
  const page = openPage();
  await page.say(here());
  const stream = server().open();
  stream.say(snapshot(10));
  await settle();
  expect(page.got().slice(1)).toEqual(['live', 'start 10']);
  return { page, stream };
};
