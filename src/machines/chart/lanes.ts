import type { Item } from '../flow/item.ts';
import { stageOf } from '../flow/stage.ts';
import type { Lane } from './chart.ts';

/** The lanes of a flow's chart by state: its items, where they are dealt with. A state's own item is the state itself. */
export const toLanes = (
  items: readonly Pick<Item, 'id' | 'kind' | 'name'>[],
): Readonly<Record<string, readonly Lane[]>> =>
  Object.fromEntries([...Map.groupBy(items.filter(isLane), stateOf)].map(([state, own]) => [state, own.map(toLane)]));

/** The state in whose box an item's lane is drawn: installs are started in one and awaited in the next. */
const stateOf = (item: Pick<Item, 'id' | 'kind'>): string => (item.kind === 'install' ? 'installing' : stageOf(item));

const isLane = ({ id, kind }: Pick<Item, 'id' | 'kind'>): boolean => kind !== 'step' || stageOf({ id, kind }) !== id;

const toLane = ({ id, name }: Pick<Item, 'id' | 'name'>): Lane => ({ id, label: name ?? id });
