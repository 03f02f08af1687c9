import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feed, Output } from '../../app/engine.ts';
import type { Transition } from '../../machines/flow/transition.ts';
import { encodeOutput, encodeText, encodeTransitions, type Lane } from './encode.ts';
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

/** Readers served before other requests get their turn. */
const SLICE = 256;
const ALL = '';

type Entry = Transition | Output;
type Room = Readonly<{ lane: Lane; readers: Set<Reader>; stopOutput: () => void }>;

export const createHub = ({ feed, limits, onError, now = () => performance.now() }: HubOptions): Hub => {
  const rooms = new Map<string, Room>();
  let open = 0;
  let isClosed = false;
  let waiting: Entry[] = [];
  let isPassing = false;
  let stop: (() => void) | undefined;

  const publish = (entries: readonly Entry[]) => {
    waiting.push(...entries);
    if (!isPassing) void pass();
  };
  // Entries that arrive while a pass runs wait for the next one and are joined there.
  const pass = async () => {
    isPassing = true;
    let served = 0;
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      for (const [key, mine] of byRoom(entries, rooms)) {
        const room = rooms.get(key);
        if (!room) continue;
        const sends = toSends(room.lane, mine);
        for (const reader of [...room.readers]) {
          tell(reader, sends);
          served += 1;
          if (served % SLICE === 0) await nextTurn();
        }
      }
    }
    isPassing = false;
  };
  const tell = (reader: Reader, sends: readonly ((reader: Reader) => void)[]) => {
    try {
      for (const send of sends) send(reader);
    } catch (error) {
      onError(error);
      reader.end();
    }
  };
  const tick = () => {
    for (const { readers } of rooms.values()) for (const reader of [...readers]) reader.tick();
  };
  const start = () => {
    const unsubscribe = feed.onTransitions(publish);
    const timer = setInterval(tick, Math.min(1000, limits.heartbeatMs / 4, limits.stallMs / 4));
    stop = () => {
      clearInterval(timer);
      unsubscribe();
      waiting = [];
    };
  };
  const enter = (key: string, reader: Reader) => {
    if (open === 0) start();
    open += 1;
    const room = rooms.get(key) ?? createRoom(key, feed, publish);
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

const createRoom = (key: string, feed: Feed, publish: (entries: readonly Entry[]) => void): Room => ({
  lane: key === ALL ? 'all' : 'flow',
  readers: new Set(),
  stopOutput: key === ALL ? () => {} : feed.onOutput(key, (output) => publish([output])),
});

const isTransition = (entry: Entry): entry is Transition => 'version' in entry;

const byRoom = (entries: readonly Entry[], rooms: ReadonlyMap<string, Room>): ReadonlyMap<string, readonly Entry[]> => {
  const found = new Map<string, Entry[]>();
  const put = (key: string, entry: Entry) => {
    if (!rooms.has(key)) return;
    const list = found.get(key);
    if (list) list.push(entry);
    else found.set(key, [entry]);
  };
  for (const entry of entries) {
    put(entry.flow, entry);
    if (isTransition(entry)) put(ALL, entry);
  }
  return found;
};

/** What each reader of a room is told, in order; runs of transitions are joined and their bytes shared. */
const toSends = (lane: Lane, entries: readonly Entry[]): readonly ((reader: Reader) => void)[] => {
  const sends: ((reader: Reader) => void)[] = [];
  let run: Transition[] = [];
  const endRun = () => {
    if (run.length === 0) return;
    const batch = { transitions: run, bytes: encodeTransitions(lane, run) };
    sends.push((reader) => reader.deliver(batch));
    run = [];
  };
  for (const entry of entries) {
    if (isTransition(entry)) {
      run.push(entry);
      continue;
    }
    endRun();
    const bytes = encodeOutput(entry);
    sends.push((reader) => reader.offer(bytes));
  }
  endRun();
  return sends;
};
