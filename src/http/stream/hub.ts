import type { Feed } from '../../app/engine.ts';
import { encodeText } from './encode.ts';
import { ALL, createFanOut, type FanOut, type Hearers } from './fan-out.ts';
import { toPrelude } from './frame.ts';
import type { StreamLimits } from './limits.ts';
import { createReader, type Reader, type ReaderOptions } from './reader.ts';

/** What a route asks for: one flow's stream, or (no flow) the stream of all. */
export type Opening = Readonly<{
  flow?: string | undefined;
  /** Flows whose output the stream of all carries too. */
  output?: readonly string[];
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
  const readers = new Set<Reader>();
  let isClosed = false;
  let stop: (() => void) | undefined;

  const fanOut = createFanOut(rooms, onError);
  const tick = () => {
    for (const reader of [...readers]) reader.tick();
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
  const roomOf = (key: string): Room => {
    const room = rooms.get(key) ?? createRoom(key, feed, fanOut);
    rooms.set(key, room);
    return room;
  };
  const tidy = (key: string) => {
    const room = rooms.get(key);
    if (!room || room.readers.size + room.listeners.size > 0) return;
    rooms.delete(key);
    room.stopOutput();
  };
  const enter = ({ flow = ALL, output = [] }: Opening, reader: Reader) => {
    if (readers.size === 0) start();
    readers.add(reader);
    roomOf(flow).readers.add(reader);
    for (const heard of output) roomOf(heard).listeners.add(reader);
  };
  const leave = ({ flow = ALL, output = [] }: Opening, reader: Reader) => {
    readers.delete(reader);
    rooms.get(flow)?.readers.delete(reader);
    for (const heard of output) rooms.get(heard)?.listeners.delete(reader);
    for (const key of [flow, ...output]) tidy(key);
    if (readers.size === 0) stop?.();
  };

  return {
    count: () => readers.size,
    open: (opening) => {
      if (isClosed || readers.size >= limits.streams) return null;
      const { flow, first, cursor, rest, abandon } = opening;
      return createReader({
        lane: flow === undefined ? 'all' : 'flow',
        prelude: encodeText(toPrelude(1000 + Math.floor(Math.random() * 1001)) + first),
        cursor,
        rest,
        read: flow === undefined ? feed.readAll : (after, limit) => feed.read(flow, after, limit),
        onOpen: (reader) => enter(opening, reader),
        onClose: (reader) => leave(opening, reader),
        onError,
        abandon,
        limits,
        now,
        dieAt: now() + limits.maxAgeMs * (1 + Math.random() / 2),
      }).stream;
    },
    close: () => {
      isClosed = true;
      for (const reader of [...readers]) reader.end();
    },
  };
};

const createRoom = (key: string, feed: Feed, { publish }: FanOut): Room => ({
  lane: key === ALL ? 'all' : 'flow',
  readers: new Set(),
  listeners: new Set(),
  stopOutput: key === ALL ? () => {} : feed.onOutput(key, (output) => publish([output])),
});
