import type { Transition } from '../../machines/flow/transition.ts';
import { cursorOf, encodeEnd, encodeText, encodeTransition, joinBytes, type Lane } from './encode.ts';
import { COMMENT } from './frame.ts';
import type { StreamLimits } from './limits.ts';

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

type Piece = Readonly<{ bytes: Uint8Array; last: number }>;
const CHUNK_BYTES = 64 * 1024;

/**
 * One client of a stream. It is fed from memory while it keeps up; when more than `queueBytes` wait for it,
 * they are dropped and it is fed from the log at its own pace until it is level again.
 */
export const createReader = (options: ReaderOptions): Reader => {
  const { lane, limits, now } = options;
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBufferLike>> | undefined;
  let queue: Piece[] = [{ bytes: options.prelude, last: options.cursor }];
  let queuedBytes = options.prelude.byteLength;
  let queued = options.cursor;
  let sent = options.cursor;
  let missed = 0;
  let progressAt = now();
  let rest = options.rest;
  let isOpen = false;
  let isClosed = false;
  let isLive = false;
  let isReading = false;
  let isWanted = false;
  let isEnding = false;

  const close = () => {
    if (isClosed) return;
    isClosed = true;
    queue = [];
    if (isOpen) options.onClose(reader);
  };
  const end = () => {
    if (isClosed) return;
    close();
    controller?.close();
  };
  const push = (bytes: Uint8Array, last: number) => {
    queue.push({ bytes, last });
    queuedBytes += bytes.byteLength;
    queued = last;
  };
  const hand = (bytes: Uint8Array) => {
    isWanted = false;
    progressAt = now();
    controller?.enqueue(bytes);
  };
  const takeChunk = (): Uint8Array => {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (const piece of queue) {
      if (bytes > 0 && bytes + piece.bytes.byteLength > CHUNK_BYTES) break;
      parts.push(piece.bytes);
      bytes += piece.bytes.byteLength;
      sent = piece.last;
    }
    queue.splice(0, parts.length);
    queuedBytes -= bytes;
    return joinBytes(parts);
  };
  const flush = () => {
    if (isClosed || !isWanted) return;
    if (queue.length > 0) return hand(takeChunk());
    if (isEnding) return end();
    if (!isLive) void refill();
  };
  const fallBack = () => {
    queue = [];
    queuedBytes = 0;
    missed = Math.max(missed, queued);
    queued = sent;
    isLive = false;
    isEnding = false;
  };
  const accept = (transitions: readonly Transition[], bytes: Uint8Array) => {
    const last = transitions.at(-1);
    if (!last) return;
    push(bytes, cursorOf(lane, last));
    rest = lane === 'flow' && last.isSettled ? last : undefined;
    if (isLive && rest) finish(rest);
  };
  // Versions have no gaps, positions may.
  const leavesGap = (first: Transition): boolean => lane === 'flow' && first.version > queued + 1;
  const finish = (last: Pick<Transition, 'flow' | 'version' | 'outcome'>) => {
    push(encodeEnd(last), queued);
    isEnding = true;
  };
  // A page may be short before the end of the log: only an empty one, or one that reaches what was announced, is the last.
  const isLevel = (found: readonly Transition[], announced: number): boolean => {
    const last = found.at(-1);
    return last ? missed > 0 && cursorOf(lane, last) >= missed : missed === announced;
  };
  const refill = async () => {
    if (isReading) return;
    isReading = true;
    try {
      const announced = missed;
      const found = await options.read(queued, limits.pageSize);
      if (isClosed) return;
      isReading = false;
      isLive = isLevel(found, announced);
      if (found.length > 0) accept(found, joinBytes(found.map((transition) => encodeTransition(lane, transition))));
      else if (isLive && rest?.version === queued) finish(rest);
      flush();
    } catch (error) {
      options.onError(error);
      end();
    }
  };

  const reader: Reader = {
    stream: new ReadableStream<Uint8Array<ArrayBufferLike>>(
      {
        start: (given) => {
          controller = given;
        },
        pull: () => {
          isWanted = true;
          progressAt = now();
          if (!isOpen) {
            isOpen = true;
            options.onOpen(reader);
          }
          flush();
        },
        cancel: close,
      },
      { highWaterMark: 0 },
    ),
    deliver: ({ transitions, bytes }) => {
      const [first] = transitions;
      const last = transitions.at(-1);
      if (isClosed || isEnding || !first || !last || cursorOf(lane, last) <= queued) return;
      if (!isLive || leavesGap(first)) {
        missed = Math.max(missed, cursorOf(lane, last));
        isLive = false;
      } else if (cursorOf(lane, first) > queued) accept(transitions, bytes);
      else {
        const fresh = transitions.filter((transition) => cursorOf(lane, transition) > queued);
        accept(fresh, joinBytes(fresh.map((transition) => encodeTransition(lane, transition))));
      }
      flush();
      if (queuedBytes > limits.queueBytes) fallBack();
    },
    offer: (bytes) => {
      if (isClosed || isEnding || !isLive || queuedBytes + bytes.byteLength > limits.queueBytes) return;
      push(bytes, queued);
      flush();
    },
    tick: () => {
      if (isClosed) return;
      if (!isWanted && now() - progressAt >= limits.stallMs) {
        close();
        options.abandon();
      } else if (isWanted && now() >= options.dieAt) end();
      else if (isWanted && queue.length === 0 && now() - progressAt >= limits.heartbeatMs) hand(heartbeat);
    },
    end,
  };
  return reader;
};

const heartbeat = encodeText(COMMENT);
