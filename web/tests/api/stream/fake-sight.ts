import type { Sight } from '../../../src/api/stream/sight.ts';

/** A page that is seen and drawn when the test says so. */
export const createFakeSight = (): Sight & Readonly<{ see: (isSeen: boolean) => void; draw: () => void }> => {
  const watchers = new Set<(isSeen: boolean) => void>();
  let calls: (() => void)[] = [];
  let isSeen = true;
  return {
    watch: (listener) => {
      watchers.add(listener);
      listener(isSeen);
      return () => void watchers.delete(listener);
    },
    beforeDrawing: (call) => void calls.push(call),
    see: (now) => {
      isSeen = now;
      for (const watcher of watchers) watcher(now);
    },
    draw: () => {
      const due = calls;
      calls = [];
      for (const call of due) call();
    },
  };
};
