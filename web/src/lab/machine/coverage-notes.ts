import type { Chart } from '../../../../src/machines/chart/chart.ts';
import { countWays } from '../../../../src/machines/chart/coverage-lights.ts';
import type { Note, Notes } from '../../../../src/machines/chart/notes.ts';
import type { Coverage, StateCoverage } from '../../../../src/machines/flow/coverage.ts';
import type { MachineText } from '../../i18n/en/machine.ts';
import { formatDuration } from '../../ui/format-duration.ts';

/** What a chart says of how often its states and ways were taken. */
export const toCoverageNotes = (chart: Chart, coverage: Coverage, text: MachineText): Notes => ({
  states: Object.fromEntries(coverage.states.map((state) => [state.id, toNote(state, text)])),
  ways: Object.fromEntries(
    Object.entries(countWays(chart, coverage)).map(([id, times]) => [id, toTimes(times, text.never)]),
  ),
});

/** How much of the machine was ever taken. */
export const toSummary = (coverage: Coverage | undefined, text: MachineText): string => {
  if (!coverage) return text.counting;
  const { flows, states, ways } = coverage;
  const part = (taken: readonly number[]) => text.part(taken.filter((times) => times > 0).length, taken.length);
  return text.summary(part(states.map(({ visits }) => visits)), part(ways.map(({ taken }) => taken)), flows);
};

/** How a state was taken, in words: often, and how long flows stayed. */
export const toWords = ({ visits, medianMs, longestMs }: StateCoverage, text: MachineText): readonly string[] => {
  if (visits === 0) return [text.neverEntered];
  return [
    text.entered(visits),
    ...(medianMs === null ? [] : [text.median(formatDuration(medianMs))]),
    ...(longestMs === null ? [] : [text.longest(formatDuration(longestMs))]),
  ];
};

/** `12×`, `1.2K×`, or the word for never. */
export const toTimes = (times: number, never: string): string => (times === 0 ? never : `${compact.format(times)}×`);

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const toNote = (state: StateCoverage, text: MachineText): Note => {
  const times = toTimes(state.visits, text.never);
  return {
    text: state.medianMs === null ? times : `${times} · ${formatDuration(state.medianMs)}`,
    words: toWords(state, text).join(', '),
  };
};
