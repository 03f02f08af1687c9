import { request } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

export type Frame = Readonly<{ id: string | undefined; event: string | undefined; data: unknown }>;

export const parseFrames = (text: string): Frame[] => {
  const frames: Frame[] = [];
  const onEvent = ({ id, event, data }: EventSourceMessage) => void frames.push({ id, event, data: JSON.parse(data) });
  createParser({ onEvent }).feed(text);
  return frames;
};

export type Watcher = Readonly<{
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: () => string;
  frames: () => Frame[];
  ended: Promise<void>;
  until: (isEnough: (frames: Frame[]) => boolean) => Promise<Frame[]>;
  pause: () => void;
  resume: () => void;
  destroy: () => void;
}>;

export const watch = (url: string, headers: Record<string, string> = {}): Promise<Watcher> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      let text = '';
      const ended = Promise.withResolvers<void>();
      const waiters = new Set<() => void>();
      const wake = () => {
        for (const waiter of waiters) waiter();
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        wake();
      });
      response.on('end', () => {
        ended.resolve();
        wake();
      });
      response.on('error', (error) => {
        ended.reject(error);
        wake();
      });
      ended.promise.catch(() => {});
      const until = (isEnough: (frames: Frame[]) => boolean) =>
        new Promise<Frame[]>((found, failed) => {
          const timer = setTimeout(() => {
            waiters.delete(look);
            failed(new Error(`not seen in time; so far: ${text.slice(-2000)}`));
          }, 8000);
          const look = () => {
            const frames = parseFrames(text);
            if (!isEnough(frames)) return;
            clearTimeout(timer);
            waiters.delete(look);
            found(frames);
          };
          waiters.add(look);
          look();
        });
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        frames: () => parseFrames(text),
        ended: ended.promise,
        until,
        pause: () => void response.pause(),
        resume: () => void response.resume(),
        destroy: () => void response.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });

export const waitFor = async (isTrue: () => boolean): Promise<void> => {
  const end = Date.now() + 5000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('not true in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
};
