import { createExchange } from './exchange.ts';
import type { OpenPort, Post } from './messages.ts';
import { browserIo, type StreamIo } from './stream-io.ts';

/** A connection of this page alone, ended as soon as the page is hidden: a browser has six for all of its tabs. */
export const createOwnPort =
  (io: StreamIo): OpenPort =>
  (onMessage) => {
    const exchange = createExchange({ io, lingerMs: 0 });
    let isClosed = false;
    // As over a port: never before the caller has what it asked for.
    const page: Post = { postMessage: (message) => queueMicrotask(() => isClosed || onMessage(message)) };
    return {
      send: (message) => exchange.hear(page, message),
      close: () => {
        isClosed = true;
        exchange.hear(page, { type: 'away' });
      },
    };
  };

export const openOwnPort: OpenPort = createOwnPort(browserIo);
