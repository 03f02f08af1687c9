/** Runs tasks of one key one after the other, tasks of different keys side by side; a failed task does not stop the next. */
export type Queues = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export const createQueues = (): Queues => {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = tails.get(key) ?? Promise.resolve();
    const run = before.then(task, task);
    tails.set(key, run);
    try {
      return await run;
    } finally {
      if (tails.get(key) === run) tails.delete(key);
    }
  };
};
