import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Server } from './server.ts';

export type Frame = Readonly<{ version: number; type: string; data: unknown }>;

/** Transitions of a flow as a reader sees them, to the `end`; `cutAfter` hangs up after so many and comes back by `Last-Event-ID`. */
export const readStream = async (
  server: Pick<Server, 'call'>,
  flow: string,
  { after, cutAfter = Infinity }: { after: number; cutAfter?: number },
): Promise<readonly Frame[]> => {
  const frames: Frame[] = [];
  for (let last = after; ;) {
    const hangUp = new AbortController();
    const headers = last === after ? {} : { 'last-event-id': String(last) };
    const response = await server.call(`/api/flows/${flow}/stream?after=${after}`, { headers, signal: hangUp.signal });
    if (response.status === 204) return frames;
    const seen = await readUntil(response, (messages) => messages.length >= cutAfter);
    hangUp.abort();
    frames.push(...seen.filter(({ event }) => event === 'transition').map(toFrame));
    last = frames.at(-1)?.version ?? after;
    if (seen.some(({ event }) => event === 'end')) return frames;
  }
};

const toFrame = ({ data }: EventSourceMessage): Frame => JSON.parse(data) as Frame;

const readUntil = async (
  response: Response,
  isEnough: (messages: readonly EventSourceMessage[]) => boolean,
): Promise<readonly EventSourceMessage[]> => {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    parser.feed(chunk);
    if (isEnough(messages)) break;
  }
  return messages;
};
