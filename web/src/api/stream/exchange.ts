import { createConnection } from './connection.ts';
import type { StreamFrame } from './frame.ts';
import type { FromPage, Post } from './messages.ts';
import { createRecent } from './recent.ts';
import type { StreamIo } from './stream-io.ts';

/** Holds the one connection for all pages of a browser; each is told every transition once, in order. */
export type Exchange = Readonly<{
  /** What a page says; `page` is how it is answered, the same for all its messages. */
  hear(page: Post, message: FromPage): void;
}>;

export type ExchangeOptions = Readonly<{
  io: StreamIo;
  /** How long the connection is kept when no page is seen, milliseconds. */
  lingerMs: number;
}>;

type Here = Extract<FromPage, { type: 'here' }>;
type Guest = Readonly<{ output: readonly string[]; heardAt: number }>;

/** Transitions kept for pages that come back; for those that were away longer, too many to be worth it. */
const RECENT = 1000;
/** Flows whose output one connection carries at most: a rule of the server. */
const OUTPUTS = 8;
/** A page that is seen speaks every 15 s. One that fell silent has crashed, and has no other way to say it. */
const SILENT_MS = 60_000;

export const createExchange = ({ io, lingerMs }: ExchangeOptions): Exchange => {
  /** Pages that are seen; the one that last came or wanted something else is the last. */
  const guests = new Map<Post, Guest>();
  const recent = createRecent(RECENT);
  let position: number | null = null;
  let stopLooking = (): void => {};

  const connection = createConnection(io, {
    onStatus: (status) => {
      for (const page of guests.keys()) page.postMessage({ type: 'status', status });
    },
    onOpen: () => {
      for (const [page, guest] of guests) sayHears(page, guest);
    },
    onStart: (start) => {
      begin(start);
      for (const page of guests.keys()) page.postMessage({ type: 'start', position: start });
    },
    onFrames: (frames) => {
      for (const frame of frames) {
        if (frame.kind === 'output') continue;
        recent.add(frame);
        position = frame.position;
      }
      for (const [page, guest] of guests) sendFrames(page, toFramesFor(guest, frames));
    },
  });
  const begin = (start: number) => {
    position = start;
    recent.startAt(start);
  };
  const sendFrames = (page: Post, frames: readonly StreamFrame[]) => {
    if (frames.length > 0) page.postMessage({ type: 'frames', frames, position: position ?? 0 });
  };
  const sayHears = (page: Post, { output }: Guest) => {
    const heard = connection.hears();
    const flows = output.filter((flow) => heard.includes(flow));
    if (flows.length > 0) page.postMessage({ type: 'hears', flows });
  };
  /** Brings a page that comes (back) to where the others are. */
  const catchUp = (page: Post, after: number | null) => {
    if (position === null) {
      if (after === null) return;
      connection.startAt(after);
      return begin(after);
    }
    const missed = after === null ? null : recent.since(after);
    if (missed) sendFrames(page, missed);
    else page.postMessage({ type: 'start', position });
  };
  const receive = (page: Post, { url, token, after, output }: Here) => {
    const known = guests.get(page);
    const isSame = known !== undefined && output.join() === known.output.join();
    const guest = { output, heardAt: io.now() };
    if (!isSame) guests.delete(page);
    guests.set(page, guest);
    page.postMessage({ type: 'status', status: connection.status() });
    if (!known) catchUp(page, after);
    connection.open({ url, token, output: wantedBy(guests) });
    if (!isSame) sayHears(page, guest);
  };
  /** Looks after those that fell silent, and ends the connection when nobody is left. */
  const look = () => {
    for (const [page, { heardAt }] of guests) if (io.now() - heardAt >= SILENT_MS) guests.delete(page);
    stopLooking();
    stopLooking = guests.size > 0 ? io.after(SILENT_MS, look) : io.after(lingerMs, connection.close);
  };

  return {
    hear: (page, message) => {
      if (message.type === 'here') receive(page, message);
      else guests.delete(page);
      look();
    },
  };
};

/** The newest wishes win. */
const wantedBy = (guests: ReadonlyMap<Post, Guest>): readonly string[] => {
  const wishes = [...guests.values()].toReversed().flatMap(({ output }) => output);
  return [...new Set(wishes)].slice(0, OUTPUTS);
};

const toFramesFor = ({ output }: Guest, frames: readonly StreamFrame[]): readonly StreamFrame[] =>
  frames.filter((frame) => frame.kind === 'transition' || output.includes(frame.output.flow));
