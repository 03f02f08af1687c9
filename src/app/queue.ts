/** Runs tasks of one key one after another, in order of asking; keys run beside each other. */
export type KeyedQueue = Readonly<{
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is queued. */
  idle(): Promise<void>;
}>;

export const createKeyedQueue = (): KeyedQueue => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const result = (tails.get(key) ?? Promise.resolve()).then(task, task);
      const tail: Promise<void> = result.then(drop, drop);
      function drop(): void {
        if (tails.get(key) === tail) tails.delete(key);
      }
      tails.set(key, tail);
      return result;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
};
