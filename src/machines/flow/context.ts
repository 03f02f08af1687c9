import type { Notice } from './codes.ts';
import type { EventData, Outcome } from './events.ts';
import type { Item, ItemKind } from './item.ts';
import type { Plan } from './plan.ts';

/** Everything a flow knows besides its state. Plain data; the plan is part of it but not of the hash. */
export type FlowContext = Readonly<{
  flow: string;
  profile: string;
  plan: Plan;
  startedAt: string;
  endedAt: string | null;
  outcome: Outcome | null;
  /** Directory of the profile once it exists. */
  path: string | null;
  items: Readonly<Record<string, Item>>;
  notices: readonly Readonly<{ item: string } & Notice>[];
  cancelling: boolean;
  /** Which closing effect is owed. */
  closing: 'completeFlow' | 'cancelFlow' | null;
}>;

export type FlowInput = Readonly<{ data: EventData<'flow.started'>; at: string }>;

/** The context of a flow that has just been recorded. */
export const createContext = ({ data, at }: FlowInput): FlowContext => ({
  flow: data.flow,
  profile: data.profile,
  plan: data.plan,
  startedAt: at,
  endedAt: null,
  outcome: null,
  path: null,
  items: Object.fromEntries(plannedItems(data.plan).map((item) => [item.id, item])),
  notices: (data.notices ?? []).map((notice) => ({ item: 'identity', ...notice })),
  cancelling: false,
  closing: null,
});

/** The item of that id as a client may have sent it: never what every object has by itself, such as `constructor`. */
export const itemOf = ({ items }: Pick<FlowContext, 'items'>, id: string): Item | undefined =>
  Object.hasOwn(items, id) ? items[id] : undefined;

/** A new item, not asked for yet. */
export const createItem = (id: string, kind: ItemKind, name: string | null, index: number | null): Item => ({
  id,
  kind,
  name,
  index,
  state: 'pending',
  attempt: 1,
  startedAt: null,
  endedAt: null,
  inFlight: false,
  stopping: false,
  run: null,
  pid: null,
  problem: null,
});

const plannedItems = (plan: Plan): readonly Item[] => [
  createItem('identity', 'step', null, null),
  createItem('alias', 'step', null, null),
  ...(Object.keys(plan.env ?? {}).length > 0 ? [createItem('env', 'step', null, null)] : []),
  createItem('model', 'step', null, null),
  ...mcpItems(plan),
  createItem('skills', 'step', null, null),
  ...installItems(plan),
];

const mcpItems = ({ mcpServers }: Plan): readonly Item[] => {
  const names = mcpServers.map(({ name }) => name.trim());
  const taken = new Set(names.filter((name) => name !== '').map((name) => `mcp:${name}`));
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const isFirst = name !== '' && count === 1;
    const id = isFirst ? `mcp:${name}` : takeId(taken, `mcp:${name}#`, name === '' ? index + 1 : count);
    return createItem(id, 'mcp', name, index);
  });
};

/** A server may really be called `a#2`: it keeps its id, and the second `a` gets the next number. */
const takeId = (taken: Set<string>, prefix: string, from: number): string => {
  let number = from;
  while (taken.has(`${prefix}${number}`)) number += 1;
  taken.add(`${prefix}${number}`);
  return `${prefix}${number}`;
};

const installItems = (plan: Plan): readonly Item[] => {
  const first = new Map<string, number>();
  plan.hubSkills.forEach((identifier, index) => {
    const id = identifier.trim();
    if (id !== '' && !first.has(id)) first.set(id, index);
  });
  return [...first].map(([id, index]) => createItem(`install:${id}`, 'install', id, index));
};
