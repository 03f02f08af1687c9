import { z } from 'zod';
import { nextActions, noticeCodes, problemCodes } from '../machines/flow/codes.ts';
import { outcomes } from '../machines/flow/events.ts';
import { itemStates } from '../machines/flow/item.ts';
import { planSchema } from '../machines/flow/plan.ts';
import type { Chart } from '../machines/chart/chart.ts';
import type { ChartLayout } from '../machines/ports/chart-layout.ts';
import type { FlowState, FlowSummary, FlowView, ItemView } from '../machines/flow/view.ts';
import type { ServerInfo } from './server-info.ts';

const flowStates = [
  'identity',
  'model',
  'mcp',
  'skills',
  'spawned',
  'installing',
  'done',
  'rejected',
  'cancelled',
  'discarded',
] as const satisfies readonly FlowState[];

/** A failed item, as clients get it. */
export const problemViewSchema = z.object({
  item: z.string(),
  code: z.enum(problemCodes),
  message: z.string(),
  nextAction: z.enum(nextActions),
  href: z.string().exactOptional(),
});

const item = z.object({
  id: z.string(),
  kind: z.enum(['step', 'mcp', 'install', 'skill']),
  name: z.string().exactOptional(),
  state: z.enum(itemStates),
  attempt: z.number().int().positive(),
  startedAt: z.string().exactOptional(),
  endedAt: z.string().exactOptional(),
  pid: z.number().int().exactOptional(),
  stopping: z.literal(true).exactOptional(),
  problem: problemViewSchema.exactOptional(),
}) satisfies z.ZodType<ItemView>;

const links = z.object({
  self: z.string(),
  events: z.string(),
  stream: z.string(),
  snapshot: z.string(),
  export: z.string(),
  page: z.string(),
});

/** A flow without its plan, as lists carry it. */
export const flowSummarySchema = z.object({
  id: z.string(),
  profile: z.string(),
  version: z.number().int().positive(),
  definition: z.string(),
  state: z.enum(flowStates),
  outcome: z.enum(outcomes).nullable(),
  stopping: z.boolean(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  durationMs: z.number().int(),
  items: z.array(item),
  problems: z.array(problemViewSchema),
  notices: z.array(z.object({ item: z.string(), code: z.enum(noticeCodes), message: z.string() })),
  forkedFrom: z.object({ flow: z.string(), version: z.number().int().positive() }).exactOptional(),
  imported: z.object({ at: z.string() }).exactOptional(),
  links,
}) satisfies z.ZodType<FlowSummary>;

/** A flow as clients get it; documentation only, what the engine says is not parsed again. */
export const flowViewSchema = flowSummarySchema.extend({ plan: planSchema }) satisfies z.ZodType<FlowView>;

const pairOf = <S extends z.ZodType>(schema: S) => ({ before: schema, after: schema });
const gist = z.object({ type: z.string(), item: z.string().nullable(), attempt: z.number().int().nullable() });

/** How a flow differs from another. */
export const flowDiffSchema = z.object({
  state: z.object(pairOf(z.enum(flowStates))),
  outcome: z.object(pairOf(z.enum(outcomes).nullable())),
  items: z.array(z.object({ id: z.string(), ...pairOf(item.nullable()) })),
  first: z.object({ version: z.number().int(), ...pairOf(gist.nullable()) }).nullable(),
});

export const acceptedSchema = z.object({ flow: flowViewSchema, links });

export const flowPageSchema = z.object({ flows: z.array(flowSummarySchema), next: z.string().nullable() });

export const eventPageSchema = z.object({
  events: z.array(
    z.object({
      version: z.number().int(),
      position: z.number().int(),
      at: z.string(),
      type: z.string(),
      schema: z.number().int(),
      data: z.record(z.string(), z.unknown()),
      causation: z.string().nullable(),
      correlation: z.string(),
      command: z.string().nullable(),
      hash: z.string(),
    }),
  ),
  next: z.number().int().nullable(),
});

export const hermesCreatedSchema = z.object({
  ok: z.literal(true),
  name: z.string(),
  path: z.string().nullable(),
  model_set: z.boolean(),
  mcp_written: z.number().int(),
  skills_disabled: z.number().int(),
  hub_installs: z.array(z.object({ id: z.string(), identifier: z.string(), pid: z.number().int().nullable() })),
  flow: flowViewSchema,
  links,
});

const nodeKind = z.enum(['initial', 'active', 'resting', 'final']);

/** A transition of the machine. */
export const waySchema = z.object({
  id: z.string(),
  edge: z.string(),
  from: z.string(),
  to: z.string(),
  event: z.string().nullable(),
  guard: z.string().nullable(),
});

export const snapshotSchema = z.object({
  version: z.number().int(),
  value: z.string(),
  context: z.record(z.string(), z.unknown()),
  pending: z.array(z.looseObject({ type: z.string(), key: z.string(), params: z.record(z.string(), z.unknown()) })),
  hash: z.string(),
  next: z.array(z.string()),
  leads: z.array(z.object({ event: z.string(), item: z.string().nullable(), to: z.enum(flowStates) })),
  microsteps: z.array(
    z.object({
      from: z.enum(flowStates).nullable(),
      to: z.enum(flowStates),
      way: waySchema.nullable(),
      entered: z.array(z.enum(flowStates)),
      left: z.array(z.enum(flowStates)),
    }),
  ),
});

const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const edge = {
  id: z.string(),
  from: z.string(),
  to: z.string(),
  events: z.array(z.string()).readonly(),
  guard: z.string().exactOptional(),
  tone: z.enum(['ok', 'soft', 'hard']),
};
const node = {
  id: z.string(),
  label: z.string(),
  description: z.string(),
  kind: nodeKind,
};
const lane = z.object({ id: z.string(), label: z.string() });

const chartSchema = z.object({
  states: z
    .array(
      z.object({
        ...node,
        lanes: z.array(lane).readonly(),
        stays: z.array(z.string()).readonly(),
        hasNote: z.boolean(),
      }),
    )
    .readonly(),
  ways: z.array(z.object({ ...edge, edges: z.array(z.string()).readonly(), hasNote: z.boolean() })).readonly(),
  group: z.object({ id: z.string(), states: z.array(z.string()).readonly() }).nullable(),
}) satisfies z.ZodType<Chart>;

const layoutSchema = z.object({
  width: z.number(),
  height: z.number(),
  direction: z.enum(['right', 'down']),
  laneColumns: z.number().int(),
  states: z.record(z.string(), rect),
  group: rect.nullable(),
  ways: z.record(
    z.string(),
    z.object({ points: z.array(z.object({ x: z.number(), y: z.number() })).readonly(), label: rect.nullable() }),
  ),
}) satisfies z.ZodType<ChartLayout>;

/** How often each state and transition was taken. */
export const coverageSchema = z.object({
  definition: z.string(),
  flows: z.number().int(),
  states: z.array(
    z.object({
      id: z.string(),
      kind: nodeKind,
      visits: z.number().int(),
      totalMs: z.number().nullable(),
      medianMs: z.number().nullable(),
      longestMs: z.number().nullable(),
    }),
  ),
  ways: z.array(waySchema.extend({ taken: z.number().int() })),
});

export const machineSchema = z.object({
  definition: z.string(),
  definitions: z.array(z.string()),
  graph: z.object({ nodes: z.array(z.object(node)), edges: z.array(z.object(edge)) }),
  mermaid: z.string(),
  chart: chartSchema,
  layout: layoutSchema,
});

export const serverInfoSchema = z.object({
  version: z.string(),
  pid: z.number().int(),
  hermes: z.string().nullable(),
  home: z.string(),
  dataDir: z.string().optional(),
}) satisfies z.ZodType<ServerInfo>;
