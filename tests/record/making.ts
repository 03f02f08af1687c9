import type { Problem } from '../../src/machines/flow/codes.ts';
import type { Studio } from './studio.ts';

/** Makes one flow and answers its id once it is as it shall be kept. */
export type Scenario = (studio: Studio, name: string) => Promise<string>;

/** A fault of the disk, as no disk of a test has it by itself. */
export const diskFull: Problem = {
  code: 'skills/write-failed',
  message: 'Writing config.yaml failed: no space left on the disk. Free some space, then try again.',
  nextAction: 'retry',
};
export const model = { provider: 'openrouter', model: 'nous/hermes-4-70b' };
export const files = { name: 'fs', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/tmp'] };

/** Left alone until it rests. */
export const rested =
  (plan: object): Scenario =>
  async (studio, name) => {
    const id = await studio.start({ name, ...plan });
    await studio.rest(id);
    return id;
  };

/** Rests, then tries items again one after the other; `[item, edit]`. */
export const retried =
  (plan: object, ...again: readonly (readonly [item: string, edit?: unknown])[]): Scenario =>
  async (studio, name) => {
    const id = await rested(plan)(studio, name);
    for (const [item, edit] of again) {
      await studio.retry(id, item, edit);
      await studio.rest(id);
    }
    return id;
  };
