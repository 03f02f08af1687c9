import { closeSync, constants, openSync, watch, writeSync, type FSWatcher } from 'node:fs';

/** A one-byte file beside the database: writing it tells the readers of other processes that something was committed. */
export type Bell = Readonly<{
  ring(): void;
  /** Calls `onRing` after every ring of any process, several rings at once perhaps only once. */
  listen(onRing: () => void): { stop(): void };
  close(): void;
}>;

/** Makes the file when missing; a bell that cannot be made is silent. */
export const createBell = (path: string): Bell => {
  const fd = ignoreErrors(() => openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
  const byte = new Uint8Array(1);
  return {
    ring: () => {
      if (fd !== undefined) ignoreErrors(() => writeSync(fd, byte, 0, 1, 0));
    },
    listen: (onRing) => {
      const watcher = ignoreErrors(() => startWatching(path, onRing));
      return { stop: () => watcher?.close() };
    },
    close: () => {
      if (fd !== undefined) closeSync(fd);
    },
  };
};

const startWatching = (path: string, onRing: () => void): FSWatcher => {
  const watcher = watch(path, onRing);
  watcher.on('error', () => watcher.close());
  return watcher;
};

// A bell that cannot ring or be heard costs latency, not records: every reader also looks by itself now and then.
const ignoreErrors = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};
