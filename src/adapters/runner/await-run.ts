import type { RunState } from '../../machines/ports/runner.ts';
import type { RunPaths } from './run-directory.ts';
import { watchDirectory } from './watch-directory.ts';

type RunWait<S extends RunState> = Readonly<{
  paths: RunPaths;
  probe: () => Promise<RunState>;
  isReached: (state: RunState) => state is S;
  pollMs: number;
  signal: AbortSignal;
  /** Called with each state that is not yet the one. */
  onOther?: (state: RunState) => Promise<void>;
}>;

/** Waits until a run stands as wanted: looks at each change of its directory, and every `pollMs`. */
export const awaitRun = async <S extends RunState>(wait: RunWait<S>): Promise<S> => {
  const watch = watchDirectory(wait.paths.directory);
  try {
    for (;;) {
      wait.signal.throwIfAborted();
      const state = await wait.probe();
      if (wait.isReached(state)) return state;
      await wait.onOther?.(state);
      await watch.next(wait.pollMs, wait.signal);
    }
  } finally {
    watch.close();
  }
};
