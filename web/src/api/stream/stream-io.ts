/** What the stream's code needs of the world, so that tests can give it another one. */
export type StreamIo = Readonly<{
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Monotonic milliseconds. */
  now: () => number;
  /** At least 0, less than 1. */
  random: () => number;
  /** Calls once after so many milliseconds; gives what calls it off. */
  after: (ms: number, call: () => void) => () => void;
}>;

export const browserIo: StreamIo = {
  fetch: (url, init) => fetch(url, init),
  now: () => performance.now(),
  random: () => Math.random(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
