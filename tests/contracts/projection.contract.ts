import { describe, expect, test } from 'vitest';
import type { Projection } from '../../src/machines/ports/projection.ts';

/** What every projection promises; `open` answers an empty one. */
export const projectionContract = (name: string, open: () => Projection): void => {
  describe(`projection: ${name}`, () => {
    test('has nothing before anything was written', async () => {
      expect(await open().read()).toBeNull();
    });

    test('gives back what was written last, character by character', async () => {
      const projection = open();
      for (const text of ['first', '', 'ü 🙂\n{"a":1}', 'x'.repeat(1_000_000)]) {
        await projection.write(text);
        expect(await projection.read()).toBe(text);
      }
    });
  });
};
