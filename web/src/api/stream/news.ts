import type { StreamFrame } from './frame.ts';

/**
 * What a page is told. `frames` follow one another without a gap. `start`: from now on all is told, but something may
 * have happened before; what was read until now must be read again. `hears`: output of these flows is told from now on.
 */
export type News =
  | Readonly<{ kind: 'frames'; frames: readonly StreamFrame[] }>
  | Readonly<{ kind: 'start' }>
  | Readonly<{ kind: 'hears'; flows: readonly string[] }>;

/** News on their way to whoever listens on this page. */
export type NewsDesk = Readonly<{
  add(news: News): void;
  listen(listener: (news: News) => void): () => void;
}>;

/** Hands out what has come whenever `soon` calls back, frames that came together as one. */
export const createNewsDesk = (soon: (call: () => void) => void): NewsDesk => {
  const listeners = new Set<(news: News) => void>();
  let waiting: News[] = [];
  let frames: StreamFrame[] = [];
  const handOut = () => {
    const ready = waiting;
    waiting = [];
    for (const news of ready) for (const listener of [...listeners]) listener(news);
  };
  return {
    add: (news) => {
      if (waiting.length === 0) soon(handOut);
      if (news.kind === 'frames' && waiting.at(-1)?.kind === 'frames') return void frames.push(...news.frames);
      if (news.kind === 'frames') frames = [...news.frames];
      waiting.push(news.kind === 'frames' ? { kind: 'frames', frames } : news);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
