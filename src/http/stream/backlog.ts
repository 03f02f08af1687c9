import { joinBytes } from './encode.ts';

/** Bytes on their way to one reader, and how far they reach. */
export type Backlog = Readonly<{
  /** Cursor of the last event waiting, or of the last one taken when none waits. */
  reaches(): number;
  bytes(): number;
  isEmpty(): boolean;
  /** `cursor` is where the reader stands after these bytes. */
  push(bytes: Uint8Array, cursor: number): void;
  /** The next bytes to send: whole frames, about 64 KiB. */
  take(): Uint8Array;
  /** Forgets what waits: the reader stands where its last taken bytes left it. */
  drop(): void;
}>;

const CHUNK_BYTES = 64 * 1024;

/** A backlog of a reader that stands at `cursor`. */
export const createBacklog = (cursor: number): Backlog => {
  let pieces: Readonly<{ bytes: Uint8Array; cursor: number }>[] = [];
  let waiting = 0;
  let taken = cursor;
  return {
    reaches: () => pieces.at(-1)?.cursor ?? taken,
    bytes: () => waiting,
    isEmpty: () => pieces.length === 0,
    push: (bytes, at) => {
      pieces.push({ bytes, cursor: at });
      waiting += bytes.byteLength;
    },
    take: () => {
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for (const piece of pieces) {
        if (bytes > 0 && bytes + piece.bytes.byteLength > CHUNK_BYTES) break;
        parts.push(piece.bytes);
        bytes += piece.bytes.byteLength;
        taken = piece.cursor;
      }
      pieces.splice(0, parts.length);
      waiting -= bytes;
      return joinBytes(parts);
    },
    drop: () => {
      pieces = [];
      waiting = 0;
    },
  };
};
