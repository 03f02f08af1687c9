import type { Move } from '../../../../src/machines/chart/lights.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import type { Microstep } from '../../../../src/machines/flow/trace.ts';

/** The moves from state to state that each version made: `movesOf(replay)[version - 1]`. */
export const movesOf = (replay: Replay): readonly (readonly Move[])[] =>
  Array.from(replay.microsteps(), (microsteps) => toMoves(microsteps));

/** The moves among microsteps: the beginning of a flow comes from nowhere, and some events lead back to their state. */
export const toMoves = (microsteps: readonly Microstep[]): readonly Move[] =>
  microsteps.flatMap(({ from, to }) => (from === null || from === to ? [] : [{ from, to }]));

/** A move with the first version that made it. */
export type FirstMove = Move & Readonly<{ version: number }>;

/** Every move a flow made, each once, oldest first: as few as the machine has ways, however long the flow. */
export const toFirstMoves = (moves: readonly (readonly Move[])[]): readonly FirstMove[] => {
  const first = new Map<string, FirstMove>();
  for (const [index, made] of moves.entries()) {
    for (const { from, to } of made) {
      const way = `${from}->${to}`;
      if (!first.has(way)) first.set(way, { from, to, version: index + 1 });
    }
  }
  return [...first.values()];
};

/** The first version after which the flow was in a state, or whose event was about an item; null when none was. */
export const firstVersionOf = (replay: Replay, moves: readonly FirstMove[], id: string): number | null => {
  if (id === replay.step(1)?.microsteps[0]?.to) return 1;
  const entered = moves.find(({ to }) => to === id)?.version;
  return entered ?? replay.events.find(({ data }) => 'item' in data && data.item === id)?.version ?? null;
};
