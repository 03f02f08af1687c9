import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Output } from '../../machines/flow/output.ts';
import type { Transition } from '../../machines/flow/transition.ts';
import { encodeOutput, encodeTransitions, type Lane } from './encode.ts';
import type { Reader } from './reader.ts';

/** Key of the room that hears of all flows; every other room is named by its flow. */
export const ALL = '';

/** Readers that are told the same. */
export type Hearers = Readonly<{
  lane: Lane;
  readers: Set<Reader>;
  /** Readers of the stream of all flows that asked for this flow's output; of the rest they hear in that stream's room. */
  listeners: Set<Reader>;
}>;

/** Tells readers what happened, one room after the other, without keeping other requests waiting. */
export type FanOut = Readonly<{
  publish(entries: readonly Entry[]): void;
  /** Drops what nobody was told yet. */
  forget(): void;
}>;

type Entry = Transition | Output;
type Rooms = ReadonlyMap<string, Hearers>;
type Send = (reader: Reader) => void;

/** Readers served before other requests get their turn. */
const SLICE = 256;

export const createFanOut = (rooms: Rooms, onError: (error: unknown) => void): FanOut => {
  let waiting: Entry[] = [];
  let isPassing = false;
  let served = 0;

  // Entries that arrive while a pass runs wait for the next one and are joined there.
  const pass = async () => {
    isPassing = true;
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      for (const [key, mine] of byRoom(entries, rooms)) await tellRoom(rooms.get(key), mine);
    }
    isPassing = false;
  };
  const tellRoom = async (room: Hearers | undefined, entries: readonly Entry[]) => {
    if (!room) return;
    await tellEach(room.readers, room.lane, entries);
    if (room.listeners.size > 0) await tellEach(room.listeners, 'all', entries.filter(isOutput));
  };
  const tellEach = async (readers: ReadonlySet<Reader>, lane: Lane, entries: readonly Entry[]) => {
    if (readers.size === 0) return;
    const sends = toSends(lane, entries);
    for (const reader of [...readers]) {
      tell(reader, sends, onError);
      served += 1;
      if (served % SLICE === 0) await nextTurn();
    }
  };

  return {
    publish: (entries) => {
      waiting.push(...entries);
      if (!isPassing) void pass();
    },
    forget: () => {
      waiting = [];
    },
  };
};

const tell = (reader: Reader, sends: readonly Send[], onError: (error: unknown) => void) => {
  try {
    for (const send of sends) send(reader);
  } catch (error) {
    onError(error);
    reader.end();
  }
};

const isTransition = (entry: Entry): entry is Transition => 'version' in entry;
const isOutput = (entry: Entry): entry is Output => !isTransition(entry);

const byRoom = (entries: readonly Entry[], rooms: Rooms): ReadonlyMap<string, readonly Entry[]> => {
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
const toSends = (lane: Lane, entries: readonly Entry[]): readonly Send[] => {
  const sends: Send[] = [];
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
