import type { Problem } from '../../../../src/machines/flow/codes.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';

/** What went wrong with an item of a flow. */
export type Trouble = Readonly<{
  item: string;
  /** The last problem it had. */
  problem: Problem;
  /** Versions it failed at, oldest first. */
  versions: readonly number[];
  /** Nothing has mended it since. */
  isOpen: boolean;
}>;

/** Everything that ever went wrong in a flow, in the order it first did. */
export const toTroubles = (replay: Replay): readonly Trouble[] => {
  const items = replay.at(replay.last)?.snapshot.context.items ?? {};
  const failures = replay.events.flatMap(({ data, version }) =>
    'problem' in data && 'item' in data ? [{ item: data.item, problem: data.problem, version }] : [],
  );
  return [...Map.groupBy(failures, ({ item }) => item)].flatMap(([item, failed]) => {
    const problem = failed.at(-1)?.problem;
    const isOpen = items[item]?.problem != null;
    return problem ? [{ item, problem, versions: failed.map(({ version }) => version), isOpen }] : [];
  });
};
