import type { RunEnd, RunKey, RunState } from '../../src/machines/ports/runner.ts';

export const createRuns = () => {
  type Run = { key: RunKey; output: string; ended: PromiseWithResolvers<RunEnd>; end: RunEnd | null };
  const runs = new Map<string, Run>();
  const nameOf = ({ flow, key }: RunKey) => `${flow}/${key}`;
  const stateOf = (key: RunKey): RunState => {
    const run = runs.get(nameOf(key));
    if (!run) return { state: 'absent' };
    return run.end ?? { state: 'running', runnerPid: 4711, pid: 4712, startedAt: '2026-01-01T00:00:00.000Z' };
  };
  const finish = (key: RunKey, reason: 'exited' | 'cancelled', code: number): RunEnd | null => {
    const run = runs.get(nameOf(key));
    if (!run) return null;
    run.end ??= {
      state: 'exited',
      reason,
      code,
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:01.000Z',
    };
    run.ended.resolve(run.end);
    return run.end;
  };
  return {
    keys: () => [...runs.values()].map(({ key }) => key),
    write: (key: RunKey, text: string) => {
      const run = runs.get(nameOf(key));
      if (run) run.output += text;
    },
    end: (key: RunKey, code: number) => void finish(key, 'exited', code),
    runner: {
      list: async (flow: string) => [...runs.values()].filter(({ key }) => key.flow === flow).map(({ key }) => key.key),
      directory: nameOf,
      start: async (key: RunKey) => {
        runs.set(nameOf(key), { key, output: '', ended: Promise.withResolvers(), end: null });
        return stateOf(key);
      },
      probe: async (key: RunKey) => stateOf(key),
      started: async () => ({ runnerPid: 4711, pid: 4712 }),
      whenStarted: async (key: RunKey) => stateOf(key),
      whenEnded: (key: RunKey, signal: AbortSignal) =>
        new Promise<RunEnd>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
          runs.get(nameOf(key))?.ended.promise.then(resolve, reject);
        }),
      stop: async (key: RunKey) => finish(key, 'cancelled', 143),
      readOutput: async (key: RunKey, from: number, limit = Infinity) => {
        const after = from < 0 ? 0 : from;
        const bytes = Buffer.from(runs.get(nameOf(key))?.output ?? '').subarray(after, after + limit);
        return { bytes, next: Math.min(after, Buffer.byteLength(runs.get(nameOf(key))?.output ?? '')) + bytes.length };
      },
      maskOutput: async () => {},
      remove: async () => {},
    },
  };
};
