import type { TransitionNews } from './frame.ts';

/** The last transitions that came, for pages that were away for a moment. */
export type Recent = Readonly<{
  /** Forgets all: what comes next follows this position. */
  startAt(position: number): void;
  add(news: TransitionNews): void;
  /** Everything after a position; null when that is no longer known. */
  since(position: number): readonly TransitionNews[] | null;
}>;

/** Keeps at most `most` transitions. */
export const createRecent = (most: number): Recent => {
  let kept: TransitionNews[] = [];
  /** Everything after it is kept. */
  let start = Infinity;
  return {
    startAt: (position) => {
      kept = [];
      start = position;
    },
    add: (news) => {
      kept.push(news);
      if (kept.length < 2 * most) return;
      const dropped = kept.splice(0, kept.length - most);
      start = dropped.at(-1)?.position ?? start;
    },
    since: (position) => (position < start ? null : kept.filter((news) => news.position > position)),
  };
};
