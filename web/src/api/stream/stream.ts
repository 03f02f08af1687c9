import type { ConnectionStatus } from './connection.ts';
import type { StreamFrame } from './frame.ts';
import type { ExchangePort, OpenPort, ToPage } from './messages.ts';
import { createNewsDesk, type News } from './news.ts';
import type { Sight } from './sight.ts';
import type { StreamIo } from './stream-io.ts';

/** A page's end of the stream of all flows. While the page is hidden nothing comes; what was missed comes after. */
export type Stream = Readonly<{
  /** Begins to listen; gives what ends it. */
  start(): () => void;
  status(): ConnectionStatus;
  /** Calls at each change. */
  onStatus(listener: () => void): () => void;
  /** News come before the page is drawn, all that is there at once. */
  onNews(listener: (news: News) => void): () => void;
  /** Asks for output of a flow, until called off. */
  wantOutput(flow: string): () => void;
}>;

export type StreamOptions = Readonly<{
  /** Of the stream of all flows, with its origin. */
  url: string;
  token: string;
  openPort: OpenPort;
  sight: Sight;
  io: Pick<StreamIo, 'now' | 'after'>;
}>;

const GREET_MS = 15_000;
/** Each greeting is answered; when none is, whoever held the connection is no more. */
const LOST_MS = 40_000;

export const createStream = ({ url, token, openPort, sight, io }: StreamOptions): Stream => {
  const desk = createNewsDesk(sight.beforeDrawing);
  const statusListeners = new Set<() => void>();
  const wanted = new Map<string, number>();
  let status: ConnectionStatus = 'reconnecting';
  /** Of the last frame that came; null before any. */
  let position: number | null = null;
  let port: ExchangePort | null = null;
  let isSeen = false;
  let heardAt = 0;
  let isGreetingSoon = false;
  let stopGreeting = (): void => {};

  const isNew = (frame: StreamFrame) => frame.kind === 'output' || frame.position > (position ?? 0);
  const setStatus = (next: ConnectionStatus) => {
    if (next === status) return;
    status = next;
    for (const listener of [...statusListeners]) listener();
  };
  const receive = (message: ToPage) => {
    heardAt = io.now();
    if (message.type === 'status') setStatus(message.status);
    else if (message.type === 'hears') desk.add({ kind: 'hears', flows: message.flows });
    else {
      if (message.type === 'start') desk.add({ kind: 'start' });
      else desk.add({ kind: 'frames', frames: message.frames.filter(isNew) });
      position = message.type === 'start' ? message.position : Math.max(position ?? 0, message.position);
    }
  };
  const meet = () => {
    heardAt = io.now();
    port = openPort(receive);
  };
  const greet = () => {
    isGreetingSoon = false;
    stopGreeting();
    if (!port || !isSeen) return;
    if (io.now() - heardAt > LOST_MS) {
      port.close();
      meet();
    }
    port.send({ type: 'here', url, token, after: position, output: [...wanted.keys()] });
    stopGreeting = io.after(GREET_MS, greet);
  };
  /** Several wishes of one moment make one greeting. */
  const greetSoon = () => {
    if (!isGreetingSoon) queueMicrotask(greet);
    isGreetingSoon = true;
  };
  const see = (now: boolean) => {
    if (now === isSeen) return;
    isSeen = now;
    heardAt = io.now();
    if (!isSeen) port?.send({ type: 'away' });
    greet();
  };
  const want = (flow: string, change: 1 | -1) => {
    const count = (wanted.get(flow) ?? 0) + change;
    if (count > 0) wanted.set(flow, count);
    else wanted.delete(flow);
    if (count === 0 || (count === 1 && change === 1)) greetSoon();
  };

  return {
    start: () => {
      meet();
      const stopWatching = sight.watch(see);
      return () => {
        stopWatching();
        see(false);
        port?.close();
        port = null;
      };
    },
    status: () => status,
    onStatus: (listener) => {
      statusListeners.add(listener);
      return () => void statusListeners.delete(listener);
    },
    onNews: desk.listen,
    wantOutput: (flow) => {
      want(flow, 1);
      let isWanted = true;
      return () => {
        if (isWanted) want(flow, -1);
        isWanted = false;
      };
    },
  };
};
