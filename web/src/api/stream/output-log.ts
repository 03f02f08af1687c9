import type { Output } from '../../../../src/machines/flow/output.ts';
import type { News } from './news.ts';
import { toTransitions } from './read-live.ts';
import type { Stream } from './stream.ts';

/** The output of an install's latest attempt as far as it is known. */
export type OutputState = Readonly<{
  attempt: number;
  text: string;
  /** All that was written when it was last asked for has been read. */
  isRead: boolean;
  /** Why it could not be read; tried again with the next news. */
  error: Error | null;
}>;

/** An answer of the log route: bytes from where it was asked up to `next`; none = there are no more now. */
export type LogPage = Readonly<{ attempt: number; bytes: Uint8Array; next: number }>;

export type OutputLogOptions = Readonly<{
  flow: string;
  item: string;
  read: (after: number, signal: AbortSignal) => Promise<LogPage>;
  stream: Pick<Stream, 'onNews'>;
}>;

/** The text of one install's output, read once and then followed. */
export type OutputLog = Readonly<{
  state(): OutputState;
  onChange(listener: () => void): () => void;
  /** Begins to read and to listen; gives what ends it. */
  start(): () => void;
}>;

type Piece = Readonly<{ offset: number; next: number; bytes: Uint8Array }>;

const nothing: OutputState = { attempt: 0, text: '', isRead: false, error: null };

export const createOutputLog = ({ flow, item, read, stream }: OutputLogOptions): OutputLog => {
  const listeners = new Set<() => void>();
  let state = nothing;
  /** Bytes of this attempt that are in the text. */
  let length = 0;
  let decoder = createDecoder();
  let stop = new AbortController();
  let reading: 'no' | 'yes' | 'again' = 'no';

  const set = (change: Partial<OutputState>) => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const startAttempt = (attempt: number) => {
    length = 0;
    decoder = createDecoder();
    set({ attempt, text: '', isRead: false });
  };
  /** Adds what is new in the piece; false when something before it is missing. */
  const add = ({ offset, next, bytes }: Piece): boolean => {
    if (next <= length) return true;
    // Where a broken character was replaced the bytes are not those that were written, and cannot be cut.
    if (offset > length || (offset < length && bytes.length !== next - offset)) return false;
    const text = decoder.decode(bytes.subarray(length - offset), { stream: true });
    length = next;
    set({ text: state.text + text });
    return true;
  };
  const readRest = async (signal: AbortSignal) => {
    for (;;) {
      const after = length;
      const { attempt, bytes, next } = await read(after, signal);
      if (signal.aborted || attempt < state.attempt) return;
      if (attempt > state.attempt) startAttempt(attempt);
      // It was asked where an earlier attempt ended.
      if (after > length) continue;
      if (bytes.length === 0) return set({ isRead: true, error: null });
      add({ offset: after, next, bytes });
    }
  };
  const catchUp = async () => {
    if (reading !== 'no') return void (reading = 'again');
    const { signal } = stop;
    try {
      for (reading = 'again'; reading === 'again' && !signal.aborted;) {
        reading = 'yes';
        await readRest(signal);
      }
    } catch (error) {
      if (!signal.aborted) set({ error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      if (!signal.aborted) reading = 'no';
    }
  };
  const take = ({ attempt, offset, next, text }: Output) => {
    if (attempt < state.attempt) return;
    if (attempt > state.attempt) startAttempt(attempt);
    if (!add({ offset, next, bytes: encoder.encode(text) })) void catchUp();
  };
  const hear = (news: News) => {
    if (news.kind === 'start' || (news.kind === 'hears' && news.flows.includes(flow))) void catchUp();
    if (news.kind !== 'frames') return;
    for (const frame of news.frames)
      if (frame.kind === 'output' && frame.output.flow === flow && frame.output.item === item) take(frame.output);
    const changed = toTransitions(news).filter((transition) => transition.flow === flow);
    const now = changed.flatMap(({ items }) => items).findLast(({ id }) => id === item);
    if (!now) return;
    if (now.attempt > state.attempt) startAttempt(now.attempt);
    void catchUp();
  };

  return {
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => {
      stop = new AbortController();
      reading = 'no';
      const stopListening = stream.onNews(hear);
      void catchUp();
      return () => {
        stopListening();
        stop.abort();
      };
    },
  };
};

const encoder = new TextEncoder();
const createDecoder = () => new TextDecoder('utf-8', { ignoreBOM: true });
