import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { keepFlowsLive } from './flow-queries.ts';
import type { OpenPort } from './messages.ts';
import { browserSight } from './sight.ts';
import { createStream, type Stream } from './stream.ts';
import { browserIo } from './stream-io.ts';

const StreamContext = createContext<Stream | null>(null);

/** This page's end of the stream of all flows. */
export const useStream = (): Stream => {
  const stream = use(StreamContext);
  if (stream === null) throw new Error('useStream() needs a <StreamProvider> around it.');
  return stream;
};

export type StreamProviderProps = Readonly<{
  token: string;
  openPort: OpenPort;
  children: ReactNode;
}>;

/** Lets everything below hear what happens while it happens, and keeps flows in the query cache up with it. */
export const StreamProvider = ({ token, openPort, children }: StreamProviderProps) => {
  const cache = useQueryClient();
  const [stream] = useState(() => {
    const { href: url } = new URL('/api/stream', location.href);
    return createStream({ url, token, openPort, sight: browserSight, io: browserIo });
  });
  useEffect(() => {
    const stops = [keepFlowsLive(cache, stream), stream.start()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [cache, stream]);
  return <StreamContext value={stream}>{children}</StreamContext>;
};
