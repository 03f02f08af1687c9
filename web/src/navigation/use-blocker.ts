import { useEffect, useEffectEvent, useState } from 'react';
import type { Move } from './navigator.ts';
import { useNavigation } from './navigation.tsx';

/** Keeps the page when `isBlocked` says so; gives the move that waits for an answer, and how to give it up. */
export const useBlocker = (isBlocked: (move: Move) => boolean) => {
  const { navigator } = useNavigation();
  const [held, setHeld] = useState<Move | null>(null);
  const hold = useEffectEvent((move: Move) => {
    if (!isBlocked(move)) return false;
    setHeld(move);
    return true;
  });
  useEffect(() => navigator.block((move) => hold(move)), [navigator]);
  return { held, stay: () => setHeld(null) };
};
