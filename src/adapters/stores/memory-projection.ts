import type { Projection } from '../../machines/ports/projection.ts';

/** A projection that lives as long as this process; for tests and dry runs. */
export const createMemoryProjection = (): Projection => {
  let kept: string | null = null;
  return {
    read: async () => kept,
    write: async (text) => {
      kept = text;
    },
  };
};
