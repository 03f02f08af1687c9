/** Lets a few in at a time; the others wait their turn, in order. */
export type Slots = Readonly<{
  /** Answers the way out, or null when too many wait already; rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<(() => void) | null>;
}>;

export const createSlots = ({ open, waiting }: Readonly<{ open: number; waiting: number }>): Slots => {
  let inside = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    inside -= 1;
    queue.shift()?.();
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (inside >= open) {
        if (queue.length >= waiting) return null;
        await turn(queue, signal);
      }
      inside += 1;
      return leave;
    },
  };
};

const turn = (queue: (() => void)[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const enter = () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = () => {
      queue.splice(queue.indexOf(enter), 1);
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    queue.push(enter);
  });
