import type { ItemKind, ItemState } from './item.ts';
import type { NextAction, NoticeCode, ProblemCode } from './codes.ts';
import type { Outcome } from './events.ts';
import type { Plan } from './plan.ts';

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
  startedAt: string;
  endedAt: string | null;
  /** End, or the last record while it runs, minus start; milliseconds. */
  durationMs: number;
  items: readonly ItemView[];
  problems: readonly ProblemView[];
  notices: readonly NoticeView[];
  plan: Plan;
  links: Readonly<Record<'self' | 'events' | 'stream' | 'snapshot' | 'export' | 'page', string>>;
}>;

/** A FlowView as lists carry it. */
export type FlowSummary = Omit<FlowView, 'plan'>;
