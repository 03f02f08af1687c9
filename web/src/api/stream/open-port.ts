import { createExchange } from './exchange.ts';
import type { FromPage, Post, ToPage } from './messages.ts';
import { browserIo } from './stream-io.ts';

/** A page's way to whoever holds the connection. */
export type ExchangePort = Readonly<{
  send(message: FromPage): void;
  /** Lets go of it; nothing is heard after. */
  close(): void;
}>;

/** Finds a way to the connection. */
export type OpenPort = (onMessage: (message: ToPage) => void) => ExchangePort;

/** The connection all tabs of this browser share; the page's own where browsers have no shared workers or start none. */
export const openSharedPort: OpenPort = (onMessage) => {
  if (!('SharedWorker' in globalThis)) return openOwnPort(onMessage);
  const worker = new SharedWorker(new URL('./exchange-worker.ts', import.meta.url), { type: 'module' });
  let instead: ExchangePort | null = null;
  let last: FromPage | null = null;
  worker.port.onmessage = ({ data }: MessageEvent<ToPage>) => onMessage(data);
  worker.onerror = () => {
    instead ??= openOwnPort(onMessage);
    if (last) instead.send(last);
  };
  return {
    send: (message) => {
      last = message;
      if (instead) instead.send(message);
      else worker.port.postMessage(message);
    },
    close: () => {
      worker.port.close();
      instead?.close();
    },
  };
};

/** A connection of this page alone, ended as soon as the page is hidden: a browser has six for all of its tabs. */
export const openOwnPort: OpenPort = (onMessage) => {
  const exchange = createExchange({ io: browserIo, lingerMs: 0 });
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
