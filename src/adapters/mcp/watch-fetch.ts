import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';

/** The last answer of a server, whatever the transport made of it. */
export type LastAnswer = { status: number | null; isTooMuch: boolean };

/** A fetch that remembers how it was answered and reads no more than a test needs. */
export const createWatchedFetch = (signal: AbortSignal): Readonly<{ fetch: FetchLike; last: Readonly<LastAnswer> }> => {
  const last: LastAnswer = { status: null, isTooMuch: false };
  const fetchWatched: FetchLike = async (url, init) => {
    const signals = init?.signal ? [signal, init.signal] : [signal];
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
    // The stream beside the answers is optional: what a server says to it is no answer.
    if (init?.method !== 'GET' || last.status === null) last.status = response.status;
    if (!response.ok || response.body === null) return response;
    const body = response.body.pipeThrough(limitBytes(() => (last.isTooMuch = true)));
    return new Response(body, { status: response.status, headers: response.headers });
  };
  return { fetch: fetchWatched, last };
};

const MAX_BYTES = 4 * 1024 * 1024;

const limitBytes = (onTooMuch: () => void) => {
  let size = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size <= MAX_BYTES) return controller.enqueue(chunk);
      onTooMuch();
      controller.error(new Error('too much output'));
    },
  });
};
