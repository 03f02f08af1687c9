import { gapsOf, type IndexPair, pairEquals, shift } from '../pair-equals.ts';
import { canonical } from './canonical.ts';
import { contentOf } from './compare.ts';
import type { FlowEvent } from './events.ts';

/** Events of two flows that stand for each other, by version; null where one has no such event. */
export type Aligned = Readonly<{
  one: number | null;
  other: number | null;
  /** What of them differs, as `contentOf` names it; `missing` when one has no such event. */
  differs: readonly string[];
}>;

type Told = readonly Pick<FlowEvent, 'type' | 'data'>[];

/**
 * The events of two flows side by side, each of them once and in its order. Equals stand for each other; of those
 * between them, first the same kind about the same item, then whatever is about the same item.
 */
export const alignEvents = (one: Told, other: Told): readonly Aligned[] => {
  const [lines, others] = [one.map(toLine), other.map(toLine)];
  return gapsOf(pairUp(lines, others), [one.length, other.length]).flatMap(({ start, end }) => [
    ...lines.slice(start[0], end[0]).map((_, index) => ({ one: start[0] + index + 1, other: null, differs: ALONE })),
    ...others.slice(start[1], end[1]).map((_, index) => ({ one: null, other: start[1] + index + 1, differs: ALONE })),
    ...toPair(lines[end[0]], others[end[1]], end),
  ]);
};

const ALONE = ['missing'];

/** An event by what it may be paired for, best first, and each part of its content as a text. */
type Line = Readonly<{ keys: readonly [string, string, string]; parts: ReadonlyMap<string, string> }>;

const toLine = (event: Told[number]): Line => {
  const content = contentOf(event);
  const { type, item = null } = content;
  const parts = new Map(Object.entries(content).map(([name, value]) => [name, canonical(value)]));
  return { keys: [canonical(content), canonical([type, item]), canonical(item)], parts };
};

const pairUp = (lines: readonly Line[], others: readonly Line[], level = 0): readonly IndexPair[] => {
  const keyOf = ({ keys }: Line) => keys[level] ?? '';
  if (level === 3 || lines.length === 0 || others.length === 0) return [];
  const pairs = pairEquals(lines.map(keyOf), others.map(keyOf));
  return gapsOf(pairs, [lines.length, others.length]).flatMap(({ start, end }, index) => [
    ...shift(pairUp(lines.slice(start[0], end[0]), others.slice(start[1], end[1]), level + 1), start),
    ...pairs.slice(index, index + 1),
  ]);
};

const toPair = (line: Line | undefined, other: Line | undefined, at: IndexPair): readonly Aligned[] => {
  if (!line || !other) return [];
  const names = [...new Set([...line.parts.keys(), ...other.parts.keys()])];
  const differs = names.filter((name) => line.parts.get(name) !== other.parts.get(name));
  return [{ one: at[0] + 1, other: at[1] + 1, differs }];
};
