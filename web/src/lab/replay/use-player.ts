import { useEffect, useEffectEvent, useState } from 'react';

/** `real` keeps the pauses there were, up to a point; the others are events a second. */
export const paces = ['real', '1', '4', '16'] as const;
export type Pace = (typeof paces)[number];

/** A pause in a flow may have been hours: nobody waits longer than this for the next event. */
const LONGEST_MS = 3000;

export type Played = Readonly<{
  at: number;
  /** Milliseconds since the beginning, by version. */
  times: readonly number[];
  goTo: (version: number) => void;
}>;

/** Goes through the versions by itself, at a pace. */
export const usePlayer = ({ at, times, goTo }: Played) => {
  const [isStarted, setStarted] = useState(false);
  const [pace, setPace] = useState<Pace>('real');
  const isAtEnd = at >= times.length;
  const isPlaying = isStarted && !isAtEnd;
  // Whoever steps back from the end looks at something.
  if (isStarted && isAtEnd) setStarted(false);
  const step = useEffectEvent(() => goTo(at + 1));
  const wait = pauseAfter(times, at, pace);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(step, wait);
    return () => clearTimeout(timer);
  }, [isPlaying, at, wait]);
  const toggle = (): void => {
    if (isAtEnd) goTo(1);
    setStarted(!isPlaying);
  };
  return { isPlaying, pace, setPace, toggle };
};

const pauseAfter = (times: readonly number[], at: number, pace: Pace): number => {
  if (pace !== 'real') return 1000 / Number(pace);
  return Math.min(LONGEST_MS, (times[at] ?? 0) - (times[at - 1] ?? 0));
};
