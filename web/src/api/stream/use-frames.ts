import { useEffect, useEffectEvent } from 'react';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import { toTransitions } from './read-live.ts';
import { useStream } from './stream-context.tsx';

/** Calls with every event of every flow as it happens, those that came together at once, before they are drawn. */
export const useFrames = (onFrames: (frames: readonly TransitionFrame[]) => void): void => {
  const stream = useStream();
  const tell = useEffectEvent(onFrames);
  useEffect(
    () =>
      stream.onNews((news) => {
        const frames = toTransitions(news);
        if (frames.length > 0) tell(frames);
      }),
    [stream],
  );
};
