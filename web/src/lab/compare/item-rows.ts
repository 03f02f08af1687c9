import { compareFlows } from '../../../../src/machines/flow/compare.ts';
import type { ItemView } from '../../../../src/machines/flow/view.ts';
import { type Bar, workOf } from '../replay/timeline.ts';
import type { Both, Side } from './side.ts';

/** What became of an item in a flow, when, and how many milliseconds it was worked on. */
export type ItemEnd = Readonly<{ item: ItemView; bar: Bar; workMs: number }>;

/** An item of two flows; null where one has no such item. */
export type ItemRow = Readonly<{
  id: string;
  ends: Both<ItemEnd | null>;
  /** It ended otherwise, at another attempt, or with another problem. No two durations are the same: they do not count. */
  differs: boolean;
}>;

/** Every item of both flows, in the order of the first. */
export const toItemRows = (flows: Both<Side>): readonly ItemRow[] => {
  const { items } = compareFlows(toTold(flows.one), toTold(flows.other));
  const differing = new Set(items.map(({ id }) => id));
  const ids = new Set([...flows.one.view.items, ...flows.other.view.items].map(({ id }) => id));
  return [...ids].map((id) => ({
    id,
    ends: { one: endOf(flows.one, id), other: endOf(flows.other, id) },
    differs: differing.has(id),
  }));
};

/** How much longer the other flow worked on an item, in milliseconds; null when only one has it. */
export const moreWorkOf = ({ ends: { one, other } }: ItemRow): number | null =>
  one && other ? other.workMs - one.workMs : null;

const toTold = ({ flow, replay }: Side) => ({ flow, events: replay.events });

const endOf = ({ view, timeline }: Side, id: string): ItemEnd | null => {
  const item = view.items.find((one) => one.id === id);
  const bar = timeline.bars.find((one) => one.id === id);
  return item && bar ? { item, bar, workMs: workOf(bar) } : null;
};
