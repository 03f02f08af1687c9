import type { Move } from '../../../../src/machines/chart/lights.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';

/** The moves from state to state that each version made: `movesOf(replay)[version - 1]`. */
export const movesOf = (replay: Replay): readonly (readonly Move[])[] =>
  Array.from({ length: replay.last }, (_, index) => movesAt(replay, index + 1));

/** Most events leave the state as it is; only those that do not are looked into. */
const movesAt = (replay: Replay, version: number): readonly Move[] => {
  const [before, after] = [replay.at(version - 1), replay.at(version)];
  if (before && before.snapshot.value === after?.snapshot.value) return [];
  return (replay.step(version)?.microsteps ?? []).flatMap(({ from, to }) =>
    from === null || from === to ? [] : [{ from, to }],
  );
};
