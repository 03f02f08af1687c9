import { describe, expect, it } from 'vitest';
import { applyTransition } from '../../../../src/machines/flow/apply-transition.ts';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { readLive } from '../../../src/api/stream/read-live.ts';
import { createFakeStream } from './fake-stream.ts';
import { at, longFlow } from './told-flow.ts';

const { frames, views } = longFlow('flw_1');

const setUp = () => {
  const stream = createFakeStream();
  const reads: PromiseWithResolvers<FlowView>[] = [];
  const read = () => {
    const answer = Promise.withResolvers<FlowView>();
    reads.push(answer);
    return answer.promise;
  };
  const result = readLive({ stream, read, apply: applyTransition<FlowView> });
  const answer = async (view: FlowView) => {
    reads.at(-1)?.resolve(view);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { stream, reads, result, answer };
};

describe('reading while listening', () => {
  it('adds what was told before the answer came', async () => {
    const { stream, answer, result } = setUp();
    stream.tellTransitions(at(frames, 1), at(frames, 2));
    stream.tellTransitions(at(frames, 3));
    await answer(at(views, 1));
    expect(await result).toEqual(at(views, 3));
    expect(stream.listeners()).toBe(0);
  });

  it('reads again when the stream began anew meanwhile', async () => {
    const { stream, answer, result, reads } = setUp();
    stream.tell({ kind: 'start' });
    await answer(at(views, 1));
    expect(reads).toHaveLength(2);
    await answer(at(views, 4));
    expect(await result).toEqual(at(views, 4));
  });

  it('reads again when something is missing, but not for ever', async () => {
    const { stream, answer, result, reads } = setUp();
    for (const _ of [1, 2, 3]) {
      stream.tellTransitions(at(frames, 4));
      await answer(at(views, 1));
    }
    expect(await result).toEqual(at(views, 1));
    expect(reads).toHaveLength(3);
  });

  it('stops listening when the answer is an error', async () => {
    const { stream, reads, result } = setUp();
    reads[0]?.reject(new Error('no'));
    await expect(result).rejects.toThrow('no');
    expect(stream.listeners()).toBe(0);
  });
});
