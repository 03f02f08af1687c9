import { createParser } from 'eventsource-parser';
import { parseFrame, type ServerFrame } from './frame.ts';
import type { StreamIo } from './stream-io.ts';

/**
 * How a connection ended. `cut`: it was there, and may be had again at once. `failed`: there was none. `refused`: this
 * token is not taken. `gone`: what answers has no such stream.
 */
export type Ending = 'cut' | 'failed' | 'refused' | 'gone';

export type StreamRequest = Readonly<{
  url: string;
  token: string;
  /** Ends the connection; it is aborted here too, when nothing has come for so long that it must be dead. */
  abort: AbortController;
  /** The server has taken the request. */
  onOpen: () => void;
  /** Frames that came together, in order; never none. */
  onFrames: (frames: readonly ServerFrame[]) => void;
}>;

/** The server breaks its silence every 15 s. */
const SILENT_MS = 35_000;

/** Reads one connection to its end. Never rejects. */
export const readStream = async (io: StreamIo, request: StreamRequest): Promise<Ending> => {
  const silence = watchSilence(io, () => request.abort.abort());
  let isOpen = false;
  try {
    const response = await open(io, request);
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel();
      return toEnding(response.status);
    }
    isOpen = true;
    request.onOpen();
    await readBody(response.body, request.onFrames, silence.heard);
    return 'cut';
  } catch {
    return isOpen ? 'cut' : 'failed';
  } finally {
    silence.stop();
  }
};

const open = ({ fetch }: StreamIo, { url, token, abort }: StreamRequest): Promise<Response> =>
  fetch(url, {
    headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}` },
    cache: 'no-store',
    signal: abort.signal,
  });

const toEnding = (status: number): Ending => {
  if (status === 401 || status === 403) return 'refused';
  return status === 429 || status >= 500 ? 'failed' : 'gone';
};

const readBody = async (
  body: ReadableStream<Uint8Array>,
  onFrames: StreamRequest['onFrames'],
  heard: () => void,
): Promise<void> => {
  const frames: ServerFrame[] = [];
  const parser = createParser({
    onEvent: (event) => {
      const frame = parseFrame(event);
      if (frame) frames.push(frame);
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    parser.feed(decoder.decode(value, { stream: true }));
    if (frames.length > 0) onFrames(frames.splice(0));
  }
};

/** Calls when nothing is heard for too long. Looks now and then: a timer for each piece of bytes would cost more than the bytes. */
const watchSilence = ({ now, after }: StreamIo, onSilent: () => void) => {
  let heardAt = now();
  const look = (): void => {
    const leftMs = heardAt + SILENT_MS - now();
    if (leftMs <= 0) onSilent();
    else stop = after(leftMs, look);
  };
  let stop = after(SILENT_MS, look);
  return {
    heard: () => {
      heardAt = now();
    },
    stop: () => stop(),
  };
};
