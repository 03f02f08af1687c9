import type { Replay } from '../../../../src/machines/flow/replay.ts';

/** The first version after which the flow was in a state, or an event was about an item; null when that never was. */
export const firstVersionOf = (replay: Replay, id: string): number | null => {
  const index = replay.events.findIndex(
    ({ data, version }) => ('item' in data && data.item === id) || replay.at(version)?.snapshot.value === id,
  );
  return index < 0 ? null : index + 1;
};
