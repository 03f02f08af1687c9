import type { ItemView } from '../../../src/machines/flow/view.ts';

/** What an install has printed in its latest attempt, as lines that are safe to show. */
export type ItemOutput = Readonly<{
  lines: readonly string[];
  /** All that was there when it was last asked for has been read. */
  isRead: boolean;
  error: Error | null;
}>;

/** How the output of an install is had: by a hook, so that it is read and followed only while it is shown. */
export type OutputHook = Readonly<{
  useLines: (item: ItemView) => ItemOutput;
  /** The exact bytes. */
  readAll: (item: ItemView) => Promise<Blob>;
}>;
