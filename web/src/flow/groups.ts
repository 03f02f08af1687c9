import type { ItemView } from '../../../src/machines/flow/view.ts';
import { isSettled } from './item-facts.ts';

export type GroupId = 'profile' | 'model' | 'mcp' | 'skills' | 'installs';

/** Items that belong together. `done` of them succeeded. */
export type Group = Readonly<{ id: GroupId; items: readonly ItemView[]; done: number; isOpen: boolean }>;

/** The items in the order of the lifecycle, by what they are about; none is empty. */
export const toGroups = (items: readonly ItemView[]): readonly Group[] =>
  order.flatMap((id) => {
    const own = items.filter((item) => groupOf(item) === id);
    if (own.length === 0) return [];
    const done = own.filter(({ state }) => state === 'succeeded').length;
    return [{ id, items: own, done, isOpen: !own.every(isSettled) }];
  });

const order: readonly GroupId[] = ['profile', 'model', 'mcp', 'skills', 'installs'];

const groupOf = ({ id, kind }: ItemView): GroupId => {
  if (kind === 'mcp') return 'mcp';
  if (kind === 'install') return 'installs';
  if (kind === 'skill' || id === 'skills') return 'skills';
  return id === 'model' ? 'model' : 'profile';
};
