import type { CompareText } from '../../i18n/en/compare.ts';
import { type EventLine, matches } from '../replay/event-lines.ts';
import type { Moment } from './moments.ts';
import { type Both, type Side, sides } from './side.ts';

/** A moment as it is read: the event of each flow that has one, in one line when both read the same. */
export type MomentLine = Readonly<{ versions: Both<number | null>; type: string; about: string }>;

/** What happened at a moment, in at least one line. */
export const toMomentLines = (flows: Both<Side>, { adds }: Moment): readonly MomentLine[] => {
  const [one, other] = sides.map((side) => flows[side].lines[(adds[side] ?? 0) - 1]);
  if (one && other && one.type === other.type && one.about === other.about) return [toLine(one, adds)];
  return [
    ...(one ? [toLine(one, { one: adds.one, other: null })] : []),
    ...(other ? [toLine(other, { one: null, other: adds.other })] : []),
  ];
};

const toLine = ({ type, about }: EventLine, versions: Both<number | null>): MomentLine => ({ versions, type, about });

/** Whether an event of the moment has every word of the search. */
export const isFound = (flows: Both<Side>, { adds }: Moment, q: string): boolean =>
  sides.some((side) => {
    const line = flows[side].lines[(adds[side] ?? 0) - 1];
    return line !== undefined && matches(line, q);
  });

/** What happened at a moment and what of it differs, in a sentence. */
export const toLabel = (lines: readonly MomentLine[], { differs }: Moment, { letters, ...text }: CompareText): string =>
  [
    ...lines.map(({ versions, type, about }) => {
      const named = sides.filter((side) => versions[side] !== null).map((side) => `${letters[side]} ${versions[side]}`);
      return `${named.join(' and ')}: ${type} ${about}`.trim();
    }),
    ...(differs.length > 0 ? [text.differs(differs)] : []),
  ].join('; ');
