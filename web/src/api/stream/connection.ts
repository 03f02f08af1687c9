import type { ServerFrame, StreamFrame } from './frame.ts';
import { type Ending, readStream } from './read-stream.ts';
import type { StreamIo } from './stream-io.ts';

/**
 * `live`: what happens is told as it happens. `reconnecting`: the connection is being had. `offline`: it could not be had
 * for a while, or is refused; unless refused it is still tried.
 */
export type ConnectionStatus = 'live' | 'reconnecting' | 'offline';

/** Whom to listen to, and of which flows to hear output too. */
export type Target = Readonly<{ url: string; token: string; output: readonly string[] }>;

/** The one connection to the stream of all flows, had again whenever it is lost. */
export type Connection = Readonly<{
  status(): ConnectionStatus;
  /** Has it; if it is there already with all that is wanted, nothing happens. Else it is had anew, from where it stood. */
  open(target: Target): void;
  /** Ends it. `open` goes on from where it stood. */
  close(): void;
  /** Where to begin, unless it has begun. */
  startAt(position: number): void;
  /** Flows whose output comes now. */
  hears(): readonly string[];
}>;

export type ConnectionEvents = Readonly<{
  onStatus(status: ConnectionStatus): void;
  /** The connection is there; output that came since it was last there was not heard. */
  onOpen(): void;
  /** Frames in order, each transition once. */
  onFrames(frames: readonly StreamFrame[]): void;
  /** The stream begins at this position: what was before it is not told. */
  onStart(position: number): void;
}>;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3000;
/** A connection that lived so long was a good one, also if it said nothing. */
const GOOD_AFTER_MS = 5000;
const OFFLINE_AFTER_MS = 10_000;

export const createConnection = (io: StreamIo, events: ConnectionEvents): Connection => {
  let target: Target | null = null;
  let position: number | null = null;
  let status: ConnectionStatus = 'reconnecting';
  let refusedToken: string | null = null;
  let heard: readonly string[] = [];
  let isRunning = false;
  let interrupt = (): void => {};

  const tell = (next: ConnectionStatus) => {
    if (status === next) return;
    status = next;
    events.onStatus(next);
  };
  const hear = (frames: readonly ServerFrame[]) => {
    const fresh: StreamFrame[] = [];
    for (const frame of frames) {
      if (frame.kind === 'transition' && frame.position <= (position ?? 0)) continue;
      if (frame.kind !== 'output') position = frame.position;
      if (frame.kind === 'snapshot') events.onStart(frame.position);
      else fresh.push(frame);
    }
    if (fresh.length > 0) events.onFrames(fresh);
  };
  const attempt = async (used: Target): Promise<Readonly<{ ending: Ending; isGood: boolean }>> => {
    const abort = new AbortController();
    interrupt = () => abort.abort();
    const startedAt = io.now();
    let hasSaid = false;
    const ending = await readStream(io, {
      url: toUrl(used, position),
      token: used.token,
      abort,
      onOpen: () => {
        heard = used.output;
        tell('live');
        events.onOpen();
      },
      onFrames: (frames) => {
        hasSaid = true;
        hear(frames);
      },
    });
    const isGood = ending === 'cut' && (hasSaid || io.now() - startedAt >= GOOD_AFTER_MS);
    heard = [];
    return { ending, isGood };
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const stop = io.after(ms, resolve);
      interrupt = () => {
        stop();
        resolve();
      };
    });
  const run = async () => {
    let failures = 0;
    let lostAt = io.now();
    while (target !== null) {
      const used: Target = target;
      const { ending, isGood } = await attempt(used);
      if (target !== used) continue;
      if (ending === 'refused') refusedToken = used.token;
      if (ending === 'refused' || ending === 'gone') return rest('offline');
      if (ending === 'cut') lostAt = io.now();
      failures = isGood ? 0 : failures + 1;
      if (failures > 0) tell(io.now() - lostAt < OFFLINE_AFTER_MS ? 'reconnecting' : 'offline');
      await pause(toPauseMs(failures, io.random()));
    }
    rest('reconnecting');
  };
  const rest = (as: ConnectionStatus) => {
    isRunning = false;
    tell(as);
  };

  return {
    status: () => status,
    hears: () => heard,
    startAt: (given) => {
      position ??= given;
    },
    open: (wanted) => {
      if (wanted.token === refusedToken || (isRunning && target && covers(target, wanted))) return;
      // A new one, also when it says the same: that is how an attempt learns that it was interrupted.
      target = { ...wanted };
      heard = [];
      if (isRunning) return interrupt();
      isRunning = true;
      void run();
    },
    close: () => {
      target = null;
      interrupt();
    },
  };
};

const covers = (one: Target, other: Target): boolean =>
  one.url === other.url && one.token === other.token && other.output.every((flow) => one.output.includes(flow));

const toUrl = ({ url, output }: Target, position: number | null): string => {
  const query = [
    ...(position === null ? [] : [`after=${position}`]),
    ...(output.length === 0 ? [] : [`output=${output.map(encodeURIComponent).join(',')}`]),
  ];
  return query.length === 0 ? url : `${url}?${query.join('&')}`;
};

/** Doubled with each failure; with jitter, so that browsers do not come back all at once. */
const toPauseMs = (failures: number, random: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + random / 2);
