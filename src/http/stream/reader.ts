import type { Transition } from '../../machines/flow/transition.ts';
import { createBacklog } from './backlog.ts';
import { cursorOf, encodeEnd, encodeText, encodeTransitions, type Lane } from './encode.ts';
import { COMMENT } from './frame.ts';
import type { StreamLimits } from './limits.ts';
import { createOutlet } from './outlet.ts';

/** What one reader of a stream is made of. */
export type ReaderOptions = Readonly<{
  lane: Lane;
  /** First bytes: comment, retry hint, snapshot if one is due. */
  prelude: Uint8Array;
  /** Everything after this is sent, each once, in order. */
  cursor: number;
  /** The flow was at rest at this version when the reader came. */
  rest?: Pick<Transition, 'flow' | 'version' | 'outcome'> | undefined;
  read: (after: number, limit: number) => Promise<readonly Transition[]>;
  /** Called at the first demand for bytes: a stream nobody reads is never subscribed. */
  onOpen: (reader: Reader) => void;
  /** Called once after `onOpen`. */
  onClose: (reader: Reader) => void;
  onError: (error: unknown) => void;
  /** Cuts the connection of a reader that takes nothing. */
  abandon: () => void;
  limits: StreamLimits;
  /** Monotonic milliseconds. */
  now: () => number;
  /** When the stream ends by itself, on the same clock. */
  dieAt: number;
}>;

/** Transitions published together, with their bytes joined once for all readers. */
export type Batch = Readonly<{ transitions: readonly Transition[]; bytes: Uint8Array }>;

export type Reader = Readonly<{
  stream: ReadableStream<Uint8Array<ArrayBufferLike>>;
  deliver(batch: Batch): void;
  /** Bytes that are not replayed: dropped for a reader that lags. */
  offer(bytes: Uint8Array): void;
  tick(): void;
  /** Ends the stream cleanly; the client resumes by id. */
  end(): void;
}>;

/**
 * One client of a stream. It is fed from memory while it keeps up; when more than `queueBytes` wait for it,
 * they are dropped and it is fed from the log at its own pace until it is level again.
 */
export const createReader = (options: ReaderOptions): Reader => {
  const { lane, limits, now } = options;
  const backlog = createBacklog(options.cursor);
  /** Newest cursor that was announced while the reader was fed from the log. */
  let missed = 0;
  let rest = options.rest;
  let isOpen = false;
  let isClosed = false;
  let isLive = false;
  let isReading = false;
  let isEnding = false;

  const close = () => {
    if (isClosed) return;
    isClosed = true;
    backlog.drop();
    if (isOpen) options.onClose(reader);
  };
  const end = () => {
    close();
    outlet.end();
  };
  const open = () => {
    isOpen = true;
    options.onOpen(reader);
  };
  const outlet = createOutlet({
    now,
    onGone: close,
    onDemand: () => {
      if (!isOpen) open();
      flush();
    },
  });
  const flush = () => {
    if (isClosed || !outlet.isWanted()) return;
    if (!backlog.isEmpty()) return outlet.hand(backlog.take());
    if (isEnding) return end();
    if (!isLive && !isReading) void refill();
  };
  const fallBack = () => {
    missed = Math.max(missed, backlog.reaches());
    backlog.drop();
    isLive = false;
    isEnding = false;
  };
  const accept = (transitions: readonly Transition[], bytes = encodeTransitions(lane, transitions)) => {
    const last = transitions.at(-1);
    if (!last) return;
    backlog.push(bytes, cursorOf(lane, last));
    rest = lane === 'flow' && last.isSettled ? last : undefined;
    if (isLive && rest) finish(rest);
  };
  const finish = (last: Pick<Transition, 'flow' | 'version' | 'outcome'>) => {
    backlog.push(encodeEnd(last), last.version);
    isEnding = true;
  };
  // Versions have no gaps, positions may.
  const leavesGap = (first: Transition): boolean => lane === 'flow' && first.version > backlog.reaches() + 1;
  // A page may be short before the end of the log: only an empty one, or one that reaches what was announced, is the last.
  const isLevel = (found: readonly Transition[], announced: number): boolean => {
    const last = found.at(-1);
    return last ? missed > 0 && cursorOf(lane, last) >= missed : missed === announced;
  };
  const refill = async () => {
    isReading = true;
    try {
      const announced = missed;
      const found = await options.read(backlog.reaches(), limits.pageSize);
      isReading = false;
      if (isClosed) return;
      isLive = isLevel(found, announced);
      if (found.length > 0) accept(found);
      else if (isLive && rest?.version === backlog.reaches()) finish(rest);
      flush();
    } catch (error) {
      options.onError(error);
      end();
    }
  };

  const reader: Reader = {
    stream: outlet.stream,
    deliver: ({ transitions, bytes }) => {
      const [first] = transitions;
      const last = transitions.at(-1);
      const reaches = backlog.reaches();
      if (isClosed || isEnding || !first || !last || cursorOf(lane, last) <= reaches) return;
      if (!isLive || leavesGap(first)) {
        missed = Math.max(missed, cursorOf(lane, last));
        isLive = false;
      } else if (cursorOf(lane, first) > reaches) accept(transitions, bytes);
      else accept(transitions.filter((transition) => cursorOf(lane, transition) > reaches));
      flush();
      if (isLive && backlog.bytes() > limits.queueBytes) fallBack();
    },
    offer: (bytes) => {
      if (isClosed || isEnding || !isLive || backlog.bytes() + bytes.byteLength > limits.queueBytes) return;
      backlog.push(bytes, backlog.reaches());
      flush();
    },
    tick: () => {
      if (isClosed) return;
      if (!outlet.isWanted()) {
        if (outlet.idleMs() < limits.stallMs) return;
        close();
        options.abandon();
      } else if (now() >= options.dieAt) end();
      else if (backlog.isEmpty() && outlet.idleMs() >= limits.heartbeatMs) outlet.hand(heartbeat);
    },
    end,
  };
  backlog.push(options.prelude, options.cursor);
  return reader;
};

const heartbeat = encodeText(COMMENT);
