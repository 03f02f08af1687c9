import { useSyncExternalStore } from 'react';
import type { ConnectionStatus } from './connection.ts';
import { useStream } from './stream-context.tsx';

/** How this page hears the server: `live`, `reconnecting` (for less than ten seconds) or `offline`. */
export const useConnection = (): ConnectionStatus => {
  const stream = useStream();
  return useSyncExternalStore(stream.onStatus, stream.status);
};
