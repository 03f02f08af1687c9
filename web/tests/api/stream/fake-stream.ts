import type { Output } from '../../../../src/machines/flow/output.ts';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import type { ConnectionStatus } from '../../../src/api/stream/connection.ts';
import type { News } from '../../../src/api/stream/news.ts';

/** A stream whose news the test makes. */
export const createFakeStream = () => {
  const listeners = new Set<(news: News) => void>();
  const watchers = new Set<() => void>();
  let status: ConnectionStatus = 'reconnecting';
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
    onStatus: (watcher: () => void) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    status: () => status,
    setStatus: (next: ConnectionStatus) => {
      status = next;
      for (const watcher of watchers) watcher();
    },
    listeners: () => listeners.size,
  };
};
