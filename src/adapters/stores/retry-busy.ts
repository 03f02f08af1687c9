import { setTimeout as sleep } from 'node:timers/promises';
import { busyError, isBusy, unavailableError } from './store-error.ts';

/** Reads, waiting for a lock of another process without blocking the event loop; rejects with a StoreError. */
export const retryBusy = async <T>(read: () => T, path: string, busyTimeoutMs: number): Promise<T> => {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return read();
    } catch (error) {
      if (!isBusy(error)) throw unavailableError('read', path, error);
      if (performance.now() >= deadline) throw busyError(path, busyTimeoutMs, error);
    }
    await sleep(retryMs);
  }
};

const retryMs = 2;
