import type { EventSourceMessage } from 'eventsource-parser';
import type { Output } from '../../../../src/machines/flow/output.ts';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';

/** One recorded event; `position` is its place in the log of all flows, ascending with gaps. */
export type TransitionNews = Readonly<{ kind: 'transition'; position: number; transition: TransitionFrame }>;

/** New lines of an install that runs. */
export type OutputNews = Readonly<{ kind: 'output'; output: Output }>;

export type StreamFrame = TransitionNews | OutputNews;

/** What comes of the server: a frame, or where a stream that was not asked for a place begins. */
export type ServerFrame = StreamFrame | Readonly<{ kind: 'snapshot'; position: number }>;

/** Reads an event of the stream of all flows; null for what this version does not know. */
export const parseFrame = ({ event, id, data }: EventSourceMessage): ServerFrame | null => {
  const position = Number(id);
  if (event === 'snapshot') return { kind: 'snapshot', position };
  const body = parseJson(data);
  if (event === 'transition' && isTransition(body)) return { kind: 'transition', position, transition: body };
  return event === 'output' && isOutput(body) ? { kind: 'output', output: body } : null;
};

// Page and server come from the same package: what is looked at tells a frame from something else, no more.
const isTransition = (body: unknown): body is TransitionFrame =>
  has(body, 'flow', 'string') && has(body, 'version', 'number') && has(body, 'items', 'object');

const isOutput = (body: unknown): body is Output =>
  has(body, 'flow', 'string') && has(body, 'offset', 'number') && has(body, 'text', 'string');

const has = (body: unknown, key: string, type: 'string' | 'number' | 'object'): boolean =>
  typeof body === 'object' && body !== null && typeof Reflect.get(body, key) === type;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
