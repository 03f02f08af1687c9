/** Runs at most so many at once; the others wait in order. */
export const createLimit = (atOnce: number) => {
  const lanes: Promise<unknown>[] = Array.from({ length: atOnce }, () => Promise.resolve());
  let next = 0;
  const limit = async <T>(work: () => Promise<T>): Promise<T> => {
    const lane = next++ % atOnce;
    const turn = (lanes[lane] ?? Promise.resolve()).then(work, work);
    lanes[lane] = turn;
    return await turn;
  };
  /** Resolves when nothing runs or waits any more. */
  return Object.assign(limit, { settled: async () => void (await Promise.allSettled(lanes)) });
};
