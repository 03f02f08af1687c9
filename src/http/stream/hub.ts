import type { Feed } from '../../app/engine.ts';
import { encodeText } from './encode.ts';
import { ALL, createFanOut, type FanOut, type Hearers } from './fan-out.ts';
import { toPrelude } from './frame.ts';
import type { StreamLimits } from './limits.ts';
import { createReader, type Reader, type ReaderOptions } from './reader.ts';

/** What a route asks for: one flow's stream, or (no flow) the stream of all. */
export type Opening = Readonly<{
  flow?: string | undefined;
  /** Frames sent before the log, as text. */
  first: string;
  cursor: number;
  rest?: ReaderOptions['rest'];
  abandon: () => void;
}>;

/** All open streams of this server: one subscription to the engine, one fan-out. */
export type Hub = Readonly<{
  /** A stream of bytes, or null when too many are open. */
  open(opening: Opening): ReadableStream<Uint8Array<ArrayBufferLike>> | null;
  /** Streams open now. */
  count(): number;
  /** Ends all streams cleanly and takes no more. */
  close(): void;
}>;

export type HubOptions = Readonly<{
  feed: Feed;
  limits: StreamLimits;
  onError: (error: unknown) => void;
  /** Monotonic milliseconds. */
  now?: () => number;
}>;

/** A room, and how it stops hearing of output. */
type Room = Hearers & Readonly<{ stopOutput: () => void }>;

export const createHub = ({ feed, limits, onError, now = () => performance.now() }: HubOptions): Hub => {
  const rooms = new Map<string, Room>();
  let open = 0;
  let isClosed = false;
  let stop: (() => void) | undefined;

  const fanOut = createFanOut(rooms, onError);
  const tick = () => {
    for (const { readers } of rooms.values()) for (const reader of [...readers]) reader.tick();
  };
  const start = () => {
    const unsubscribe = feed.onTransitions(fanOut.publish);
    const timer = setInterval(tick, Math.min(1000, limits.heartbeatMs / 4, limits.stallMs / 4));
    stop = () => {
      clearInterval(timer);
      unsubscribe();
      fanOut.forget();
    };
  };
  const enter = (key: string, reader: Reader) => {
    if (open === 0) start();
    open += 1;
    const room = rooms.get(key) ?? createRoom(key, feed, fanOut);
    rooms.set(key, room);
    room.readers.add(reader);
  };
  const leave = (key: string, reader: Reader) => {
    const room = rooms.get(key);
    if (!room?.readers.delete(reader)) return;
    open -= 1;
    if (room.readers.size === 0) {
      rooms.delete(key);
      room.stopOutput();
    }
    if (open === 0) stop?.();
  };

  return {
    count: () => open,
    open: ({ flow, first, cursor, rest, abandon }) => {
      if (isClosed || open >= limits.streams) return null;
      const key = flow ?? ALL;
      return createReader({
        lane: flow === undefined ? 'all' : 'flow',
        prelude: encodeText(toPrelude(1000 + Math.floor(Math.random() * 1001)) + first),
        cursor,
        rest,
        read: flow === undefined ? feed.readAll : (after, limit) => feed.read(flow, after, limit),
        onOpen: (reader) => enter(key, reader),
        onClose: (reader) => leave(key, reader),
        onError,
        abandon,
        limits,
        now,
        dieAt: now() + limits.maxAgeMs * (1 + Math.random() / 2),
      }).stream;
    },
    close: () => {
      isClosed = true;
      for (const { readers } of [...rooms.values()]) for (const reader of [...readers]) reader.end();
    },
  };
};

const createRoom = (key: string, feed: Feed, { publish }: FanOut): Room => ({
  lane: key === ALL ? 'all' : 'flow',
  readers: new Set(),
  stopOutput: key === ALL ? () => {} : feed.onOutput(key, (output) => publish([output])),
});
