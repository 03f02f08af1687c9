import type { Item } from './item.ts';

/** The states of the flow that have work of their own. */
export const stages = ['identity', 'model', 'mcp', 'skills', 'spawned'] as const;
export type Stage = (typeof stages)[number];

/** The state in which an item is first asked for. */
export const stageOf = (item: Pick<Item, 'id' | 'kind'>): Stage => {
  if (item.kind === 'mcp') return 'mcp';
  if (item.kind === 'skill') return 'skills';
  if (item.kind === 'install') return 'spawned';
  return item.id === 'model' || item.id === 'skills' ? item.id : 'identity';
};

export const isInStage = (item: Item, stage: Stage): boolean => stageOf(item) === stage;
