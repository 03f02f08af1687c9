import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import type { Life } from './life.ts';

const transitionSchema = z.object({
  flow: z.string(),
  version: z.number(),
  type: z.string(),
  data: z.unknown(),
  outcome: z.string().nullable(),
});
export type Seen = z.infer<typeof transitionSchema>;

/** Remembers every event any server acknowledged on its stream. */
export type Witness = Readonly<{
  seen: ReadonlyMap<string, Seen>;
  /** Acknowledged events that a later server told differently. */
  contradictions: readonly string[];
  hasEnded(flow: string): boolean;
  /** Reads the stream of all flows until the server is gone. */
  watch(life: Life): Promise<void>;
}>;

export const createWitness = (): Witness => {
  const seen = new Map<string, Seen>();
  const contradictions: string[] = [];
  const ended = new Set<string>();
  let position = 0;
  const note = (transition: Seen): void => {
    const name = `${transition.flow}@${transition.version}`;
    const before = seen.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(transition)) contradictions.push(name);
    seen.set(name, transition);
    if (transition.outcome !== null) ended.add(transition.flow);
  };
  const parser = () =>
    createParser({
      onEvent({ event, id, data }) {
        if (event !== 'transition') return;
        note(transitionSchema.parse(JSON.parse(data)));
        position = Math.max(position, Number(id));
      },
    });
  return {
    seen,
    contradictions,
    hasEnded: (flow) => ended.has(flow),
    async watch(life) {
      if (life.url === '') return;
      try {
        const response = await fetch(`${life.url}/api/stream?after=${position}`, { headers: life.headers });
        const feed = parser();
        for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()))
          feed.feed(chunk);
      } catch {
        // The server was killed in the middle of a frame; the next one goes on after the last whole one.
      }
    },
  };
};
