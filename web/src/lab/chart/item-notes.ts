import type { Chart, Lane } from '../../../../src/machines/chart/chart.ts';
import type { Lights } from '../../../../src/machines/chart/lights.ts';
import type { Note, Notes } from '../../../../src/machines/chart/notes.ts';
import type { ItemState } from '../../../../src/machines/flow/item.ts';
import type { ChartText } from '../../i18n/en/chart.ts';

/** Words for what becomes of an item. */
export type StatusWords = Readonly<Record<ItemState, string>>;

/** What a chart says of items that it counts in place of showing each. */
export const toItemNotes = ({ states }: Chart, lights: Lights, text: ChartText, words: StatusWords): Notes => ({
  states: Object.fromEntries(
    states
      .filter(({ hasNote, lanes }) => hasNote && lanes.length > 0)
      .map(({ id, lanes }) => [id, toNote(countStates(lanes, lights), text, words)]),
  ),
  ways: {},
});

type Counts = ReadonlyMap<ItemState, number>;

const countStates = (lanes: readonly Lane[], lights: Lights): Counts => {
  const grouped = Map.groupBy(lanes, ({ id }) => lights.lanes[id]?.state ?? 'pending');
  return new Map([...grouped].map(([state, own]) => [state, own.length]));
};

const toNote = (counts: Counts, text: ChartText, words: StatusWords): Note => {
  const sum = (...states: readonly ItemState[]) => states.reduce((all, state) => all + (counts.get(state) ?? 0), 0);
  const all = sum(...counts.keys());
  return {
    text: text.counted(all - sum('pending', 'queued', 'running'), all, sum('failed', 'timed-out')),
    words: text.countedInWords([...counts].map(([state, count]) => text.countOf(count, words[state]))),
  };
};
