import type { NextAction, NoticeCode, ProblemCode } from './codes.ts';
import type { FlowContext } from './context.ts';
import type { ForkedFrom, Outcome } from './events.ts';
import type { Flow, Imported } from './fold.ts';
import type { Item, ItemKind, ItemState } from './item.ts';
import type { Plan } from './plan.ts';
import { stageOf, stages } from './stage.ts';

export type FlowState =
  | 'identity'
  | 'model'
  | 'mcp'
  | 'skills'
  | 'spawned'
  | 'installing'
  | 'done'
  | 'rejected'
  | 'cancelled'
  | 'discarded';

export type ProblemView = Readonly<{
  item: string;
  code: ProblemCode;
  message: string;
  nextAction: NextAction;
  href?: string;
}>;

export type ItemView = Readonly<{
  id: string;
  kind: ItemKind;
  name?: string;
  state: ItemState;
  attempt: number;
  startedAt?: string;
  endedAt?: string;
  pid?: number;
  /** It was asked to stop and has not yet. */
  stopping?: true;
  problem?: ProblemView;
}>;

export type NoticeView = Readonly<{ item: string; code: NoticeCode; message: string }>;

/** A flow as clients see it: a function of its version, so equal versions are byte-equal. */
export type FlowView = Readonly<{
  id: string;
  profile: string;
  version: number;
  definition: string;
  state: FlowState;
  outcome: Outcome | null;
  /** All of it was asked to stop and has not yet. */
  stopping: boolean;
  startedAt: string;
  endedAt: string | null;
  /** End, or the last record while it runs, minus start; milliseconds. */
  durationMs: number;
  items: readonly ItemView[];
  problems: readonly ProblemView[];
  notices: readonly NoticeView[];
  plan: Plan;
  /** Only on a flow that was forked from another. */
  forkedFrom?: ForkedFrom;
  /** Only on a flow that ran elsewhere: it can be read, not changed. */
  imported?: Imported;
  links: Readonly<Record<'self' | 'events' | 'stream' | 'snapshot' | 'export' | 'page', string>>;
}>;

/** A FlowView as lists carry it. */
export type FlowSummary = Omit<FlowView, 'plan'>;

/** The view of a flow at its version. */
export const toFlowView = (flow: Flow): FlowView => {
  const { context } = flow.snapshot;
  return { ...toFlowSummary(flow), plan: context.plan };
};

/** The view without the plan, as lists and the stream of all flows carry it. */
export const toFlowSummary = ({ definition, version, at, snapshot, forkedFrom, imported }: Flow): FlowSummary => {
  const { flow: id, profile, outcome, startedAt, endedAt, notices, items } = snapshot.context;
  const views = inOrder(Object.values(items)).map(toItemView);
  return {
    id,
    profile,
    version,
    definition,
    state: toFlowState(snapshot.value),
    outcome,
    stopping: isStopping(snapshot.context),
    startedAt,
    endedAt,
    durationMs: Date.parse(endedAt ?? at) - Date.parse(startedAt),
    items: views,
    problems: views.flatMap(({ problem }) => problem ?? []),
    notices,
    ...(forkedFrom && { forkedFrom }),
    ...(imported && { imported }),
    links: linksOf(id),
  };
};

/** The flow was asked to stop and has not yet. */
export const isStopping = ({ cancelling, outcome }: FlowContext): boolean => cancelling && outcome === null;

/** The state's name as clients know it. */
export const toFlowState = (value: unknown): FlowState => value as FlowState;

export const toItemView = (item: Item): ItemView => ({
  id: item.id,
  kind: item.kind,
  ...(item.name === null ? {} : { name: item.name }),
  state: item.state,
  attempt: item.attempt,
  ...(item.startedAt === null ? {} : { startedAt: item.startedAt }),
  ...(item.endedAt === null ? {} : { endedAt: item.endedAt }),
  ...(item.pid === null ? {} : { pid: item.pid }),
  ...(item.stopping ? { stopping: true } : {}),
  ...(item.problem === null ? {} : { problem: toProblemView(item.id, item.problem) }),
});

/** A problem as clients see it, with the item it is about. */
export const toProblemView = (
  item: string,
  { code, message, nextAction, href }: NonNullable<Item['problem']>,
): ProblemView => ({
  item,
  code,
  message,
  nextAction,
  ...(href === undefined ? {} : { href }),
});

/** Items in the order their states come; within one, as planned. */
export const inOrder = <T extends Pick<Item, 'id' | 'kind'>>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => stages.indexOf(stageOf(a)) - stages.indexOf(stageOf(b)));

/** Where a flow's parts are, relative to the server. */
export const linksOf = (id: string): FlowView['links'] => ({
  self: `/api/flows/${id}`,
  events: `/api/flows/${id}/events`,
  stream: `/api/flows/${id}/stream`,
  snapshot: `/api/flows/${id}/snapshot`,
  export: `/api/flows/${id}/export`,
  page: `/flows/${id}`,
});
