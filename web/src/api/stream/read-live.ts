import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import type { News } from './news.ts';
import type { Stream } from './stream.ts';

/** How something that was read is brought up to date; null when it must be read again. */
export type ApplyFrame<T> = (value: T, frame: TransitionFrame) => T | null;

/** Something read, or read before and told of since, put together. */
export type LiveRead<T> = Readonly<{
  stream: Pick<Stream, 'onNews'>;
  read: () => Promise<T>;
  apply: ApplyFrame<T>;
}>;

/** More would mean that server and page do not agree; the next frame tells. */
const TRIES = 3;

/**
 * Reads while listening: what happened after the server answered and before the answer is kept is in it. Without this
 * it would be told to nobody.
 */
export const readLive = async <T>({ stream, read, apply }: LiveRead<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    const heard: News[] = [];
    const stop = stream.onNews((news) => void heard.push(news));
    try {
      const value = await read();
      const fresh = heard.some(({ kind }) => kind === 'start')
        ? null
        : applyAll(value, heard.flatMap(toTransitions), apply);
      if (fresh !== null) return fresh;
      if (tries === TRIES) return value;
    } finally {
      stop();
    }
  }
};

/** The value after all of these; null when it must be read again. */
export const applyAll = <T>(value: T, frames: readonly TransitionFrame[], apply: ApplyFrame<T>): T | null =>
  frames.reduce<T | null>((now, frame) => (now === null ? null : apply(now, frame)), value);

/** The recorded events in the news. */
export const toTransitions = (news: News): readonly TransitionFrame[] =>
  news.kind === 'frames' ? news.frames.flatMap((frame) => (frame.kind === 'transition' ? [frame.transition] : [])) : [];
