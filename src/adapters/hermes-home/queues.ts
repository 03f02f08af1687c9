/** One queue per profile: what is asked for one profile happens one after another, in order. */
export const createQueues = () => {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    tails.set(name, turn);
    try {
      return await turn;
    } finally {
      if (tails.get(name) === turn) tails.delete(name);
    }
  };
};

/** Runs work in the turn of its profile. */
export type Queues = ReturnType<typeof createQueues>;
