import type { ConnectionStatus } from './connection.ts';
import type { StreamFrame } from './frame.ts';

/**
 * From a page to whoever holds the connection. `here`: it is seen, and still there; sent when it comes, when it wants
 * something else, and every few seconds. `away`: it is hidden or leaves, and wants nothing until it is here again.
 */
export type FromPage =
  | Readonly<{
      type: 'here';
      url: string;
      token: string;
      /** Position of the last frame it has; null when it has none. */
      after: number | null;
      /** Flows whose output it wants. */
      output: readonly string[];
    }>
  | Readonly<{ type: 'away' }>;

/**
 * To a page. `frames` follow the ones before without a gap, `position` is where they end. `start`: from this position on
 * everything is told; what the page read before it may be out of date. `hears`: output of these flows is told from now on;
 * what came before is in the log.
 */
export type ToPage =
  | Readonly<{ type: 'status'; status: ConnectionStatus }>
  | Readonly<{ type: 'start'; position: number }>
  | Readonly<{ type: 'frames'; frames: readonly StreamFrame[]; position: number }>
  | Readonly<{ type: 'hears'; flows: readonly string[] }>;

/** The end of a MessagePort that is written to. */
export type Post = Readonly<{ postMessage(message: ToPage): void }>;

/** A page's way to whoever holds the connection. */
export type ExchangePort = Readonly<{
  send(message: FromPage): void;
  /** Lets go of it; nothing is heard after. */
  close(): void;
}>;

/** Finds a way to the connection. */
export type OpenPort = (onMessage: (message: ToPage) => void) => ExchangePort;
