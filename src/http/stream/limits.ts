/** How long and how much; milliseconds and bytes. */
export type StreamLimits = Readonly<{
  heartbeatMs: number;
  /** A reader that takes nothing for so long is cut off; it resumes by id. */
  stallMs: number;
  /** Streams end by themselves after this or up to half as long again, so that dead peers do not pile up. */
  maxAgeMs: number;
  /** What is kept in memory for one reader; beyond it the reader is fed from the log. */
  queueBytes: number;
  /** Records read from the log at once. */
  pageSize: number;
  /** Open streams of all readers together. */
  streams: number;
}>;

export const defaultLimits: StreamLimits = {
  heartbeatMs: 15_000,
  stallMs: 15_000,
  maxAgeMs: 10 * 60_000,
  queueBytes: 256 * 1024,
  pageSize: 128,
  streams: 1024,
};
