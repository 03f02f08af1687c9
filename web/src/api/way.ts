import type { OpenPort } from './stream/messages.ts';

/** How this page reaches its server. */
export type Way = Readonly<{
  /** Sent along; empty where whoever carries the requests adds what lets them in. */
  token: string;
  /** `url` is an address of the server, or a path on it. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  openPort: OpenPort;
}>;
