import type { StreamIo } from '../../../src/api/stream/stream-io.ts';

export type Call = Readonly<{
  url: string;
  token: string | null;
  isAborted: () => boolean;
  answer: (status: number) => void;
  fail: () => void;
  /** Answers 200; gives what is said over it. */
  open: () => Readonly<{
    say: (text: string) => void;
    send: (bytes: Uint8Array) => void;
    end: () => void;
    cut: () => void;
  }>;
}>;

/** A clock that stands still until it is moved on, and a server that answers as it is told. */
export const createFakeWorld = () => {
  let now = 0;
  const timers = new Set<{ at: number; call: () => void }>();
  const calls: Call[] = [];
  const io: StreamIo = {
    now: () => now,
    random: () => 1,
    after: (ms, call) => {
      const timer = { at: now + ms, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    fetch: (url, init) => {
      const answer = Promise.withResolvers<Response>();
      calls.push(toCall(url, init, answer));
      return answer.promise;
    },
  };
  const pass = async (ms: number): Promise<void> => {
    const until = now + ms;
    await settle();
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.call();
      await settle();
    }
    now = until;
  };
  return { io, calls, pass, timers: () => timers.size };
};

/** Lets everything that waits for nothing but its turn happen. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const toCall = (url: string, init: RequestInit, { resolve, reject }: PromiseWithResolvers<Response>): Call => {
  const aborted = () => reject(new DOMException('aborted', 'AbortError'));
  init.signal?.addEventListener('abort', aborted);
  return {
    url,
    token: new Headers(init.headers).get('authorization'),
    isAborted: () => init.signal?.aborted ?? false,
    answer: (status) => resolve(new Response(null, { status })),
    fail: () => reject(new TypeError('connection refused')),
    open: () => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const encoder = new TextEncoder();
      const send = (bytes: Uint8Array) => void writer.write(bytes).catch(() => {});
      const cut = () => void writer.abort(new Error('cut')).catch(() => {});
      init.signal?.addEventListener('abort', cut);
      resolve(new Response(readable, { headers: { 'content-type': 'text/event-stream' } }));
      return {
        say: (text) => send(encoder.encode(text)),
        send,
        end: () => void writer.close().catch(() => {}),
        cut,
      };
    },
  };
};

export const snapshot = (position: number): string =>
  `id: ${position}\nevent: snapshot\ndata: {"position":${position},"flows":[]}\n\n`;

export const transition = (position: number, flow = 'flw_1', version = position): string =>
  `id: ${position}\nevent: transition\ndata: ${JSON.stringify({ flow, version, items: [] })}\n\n`;

export const output = (flow: string, offset = 0): string =>
  `event: output\ndata: ${JSON.stringify({ flow, item: 'install:x', attempt: 1, offset, next: offset + 2, text: 'x\n' })}\n\n`;
