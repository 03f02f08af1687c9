/** One event as the stream sends it. */
export type Frame = Readonly<{
  /** ASCII word; never `error` or `open`, which clients keep for themselves. */
  event: 'transition' | 'snapshot' | 'output' | 'end';
  /** Cursor to resume after; absent when the event is not replayed. */
  id?: number;
  data: unknown;
}>;

/** Comment: first bytes of every stream, and its sign of life. Some clients wait for bytes before they say open. */
export const COMMENT = ':\n\n';

/** The wire form: UTF-8, LF only, JSON on one line. Source: WHATWG HTML, server-sent events. */
export const toFrameText = ({ event, id, data }: Frame): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** What a stream starts with; `retryMs` is how long clients wait before they come back. */
export const toPrelude = (retryMs: number): string => `${COMMENT}retry: ${retryMs}\n\n`;

export const streamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
  // A stream ends when the server does; a kept connection would hold the server open.
  Connection: 'close',
} as const;
