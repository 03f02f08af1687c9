import type { Feed } from '../../../src/app/engine.ts';
import type { Output } from '../../../src/machines/flow/output.ts';
import type { Transition } from '../../../src/machines/flow/transition.ts';

export const createLog = (textBytes: number) => {
  let head = 0;
  let reads = 0;
  let last = Infinity;
  const listeners = new Set<(transitions: readonly Transition[]) => void>();
  const outputs = new Set<(output: Output) => void>();
  const at = (version: number): Transition => ({
    flow: 'flw_1',
    version,
    position: version * 2,
    at: '2026-01-01T00:00:00.000Z',
    type: 'model.skipped',
    data: { item: 'x'.repeat(textBytes), attempt: version },
    state: 'model',
    from: 'model',
    outcome: null,
    stopping: false,
    endedAt: null,
    items: [],
    isSettled: version === last,
  });
  const range = (after: number, limit: number) =>
    Array.from({ length: Math.max(0, Math.min(limit, head - after)) }, (_, index) => at(after + index + 1));
  const feed: Feed = {
    onTransitions: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onOutput: (_flow, listener) => {
      outputs.add(listener);
      return () => void outputs.delete(listener);
    },
    read: async (_flow, after, limit = Infinity) => {
      reads += 1;
      return range(after, limit);
    },
    readAll: async (after, limit = 1000) => range(Math.floor(after / 2), limit),
    head: async () => head * 2,
  };
  return {
    feed,
    publish: (count = 1) => {
      const published = Array.from({ length: count }, () => at((head += 1)));
      for (const listener of listeners) listener(published);
    },
    say: (text: string) => {
      const output = { flow: 'flw_1', item: 'install:x', attempt: 1, offset: 0, next: text.length, text };
      for (const listener of outputs) listener(output);
    },
    endAt: (version: number) => {
      last = version;
    },
    reads: () => reads,
    listeners: () => listeners.size + outputs.size,
  };
};
