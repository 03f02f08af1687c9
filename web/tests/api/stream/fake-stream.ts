import type { Output } from '../../../../src/machines/flow/output.ts';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import type { News } from '../../../src/api/stream/news.ts';

/** A stream whose news the test makes. */
export const createFakeStream = () => {
  const listeners = new Set<(news: News) => void>();
  const tell = (news: News) => {
    for (const listener of [...listeners]) listener(news);
  };
  return {
    tell,
    tellTransitions: (...transitions: readonly TransitionFrame[]) =>
      tell({
        kind: 'frames',
        frames: transitions.map((transition) => ({ kind: 'transition', position: transition.version, transition })),
      }),
    tellOutput: (output: Output) => tell({ kind: 'frames', frames: [{ kind: 'output', output }] }),
    onNews: (listener: (news: News) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    listeners: () => listeners.size,
  };
};
