import { type FSWatcher, watch } from 'node:fs';

/** Waits for entries to come or go. A hint only: it may miss one, so every wait is bounded. */
type DirectoryWatch = Readonly<{
  /** Resolves after the next change since the last call, or after `ms`; rejects with the signal's reason. */
  next(ms: number, signal: AbortSignal): Promise<void>;
  close(): void;
}>;

/** Watches a directory that need not exist yet; the caller closes it. */
export const watchDirectory = (directory: string): DirectoryWatch => {
  let hasChanged = false;
  let wake = (): void => undefined;
  const onChange = (): void => {
    hasChanged = true;
    wake();
  };
  let watcher = tryWatch(directory, onChange);
  return {
    next: async (ms, signal) => {
      watcher ??= tryWatch(directory, onChange);
      if (!hasChanged) await sleepUntil(ms, signal, (resolve) => (wake = resolve));
      signal.throwIfAborted();
      hasChanged = false;
    },
    close: () => watcher?.close(),
  };
};

const tryWatch = (directory: string, onChange: () => void): FSWatcher | null => {
  try {
    // `change` is every write to the output; `rename` is an entry that came or went.
    const watcher = watch(directory, (kind) => kind === 'rename' && onChange());
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
};

const sleepUntil = (ms: number, signal: AbortSignal, onWake: (resolve: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
    onWake(finish);
  });
