import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLocked, openLockFile, tryLock } from './lock-file.ts';
import { readServerInfo, removeServerInfo, writeServerInfo, type ServerInfo } from './server-info.ts';

/** The lock, or who has it. */
export type OwnerLock =
  | Readonly<{
      ok: true;
      /** Names this process anew, e.g. once its URL is known. */
      publish(info: ServerInfo): Promise<void>;
      /** Gives the lock back; may be called again. */
      release(): Promise<void>;
    }>
  | Readonly<{
      ok: false;
      /** Who holds the lock; null when it has not said so yet. */
      owner: ServerInfo | null;
    }>;

type OwnerLockOptions = Readonly<{
  /** Made when missing. */
  dataDir: string;
  /** How long to wait for another owner to leave. */
  waitMs: number;
  info: ServerInfo;
  /** Ends the wait with an AbortError. */
  signal?: AbortSignal;
}>;

/** Makes this process the one owner of effects in a data directory until it releases or dies. */
export const acquireOwnerLock = async (options: OwnerLockOptions): Promise<OwnerLock> => {
  const { dataDir, info } = options;
  const db = openLockFile(dataDir);
  try {
    if (await lockInTime(db, options)) {
      await writeServerInfo(dataDir, info);
      return toHeldLock(db, dataDir);
    }
  } catch (error) {
    db.close();
    throw error;
  }
  db.close();
  return { ok: false, owner: await readServerInfo(dataDir) };
};

/** Who owns a data directory right now; null when nobody does, whatever `server.json` still says. */
export const readOwner = async (dataDir: string): Promise<ServerInfo | null> =>
  isLocked(dataDir) ? await readServerInfo(dataDir) : null;

// Also the least a caller waits: someone who only asks for the owner holds the file for a moment, too.
const retryMs = 25;

const lockInTime = async (db: DatabaseSync, { waitMs, signal }: OwnerLockOptions): Promise<boolean> => {
  const deadline = performance.now() + Math.max(waitMs, 2 * retryMs);
  while (!tryLock(db)) {
    if (performance.now() >= deadline) return false;
    await sleep(retryMs, undefined, signal === undefined ? {} : { signal });
  }
  return true;
};

const toHeldLock = (db: DatabaseSync, dataDir: string): OwnerLock => ({
  ok: true,
  publish: async (info) => {
    if (!db.isOpen) throw new Error(`The lock on ${dataDir} was released; only its owner may name itself there.`);
    await writeServerInfo(dataDir, info);
  },
  release: async () => {
    if (!db.isOpen) return;
    await removeServerInfo(dataDir);
    if (db.isOpen) db.close();
  },
});
