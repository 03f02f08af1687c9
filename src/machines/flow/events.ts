import { z } from 'zod';
import { noticeSchema, problemSchema } from './codes.ts';
import { planSchema } from './plan.ts';

/** How a flow ended; `with-problems` is as first-class as `complete`. */
export const outcomes = ['complete', 'with-problems', 'rejected', 'cancelled', 'discarded'] as const;
export type Outcome = (typeof outcomes)[number];

/** Path relative to the profile → keyed digest, `null` when removed. */
const wroteSchema = z.record(z.string(), z.string().nullable());
const about = { item: z.string(), attempt: z.number().int().positive() };
const notices = z.array(noticeSchema).optional();
/** Keyed digest of the command's body: tells a repeated command from a reused key. */
const request = z.string().optional();

const written = z.object({ ...about, wrote: wroteSchema, notices });
const failed = z.object({ ...about, problem: problemSchema, notices });
const pid = z.number().int();

/** The flow and version a flow was started from, for people who look back; it changes nothing of what it does. */
const forkedFromSchema = z.object({ flow: z.string(), version: z.number().int().positive() });
export type ForkedFrom = Readonly<z.infer<typeof forkedFromSchema>>;

/** Every fact a flow can record, by type: the closed list, with the shape of its data. */
export const eventSchemas = {
  'flow.started': z.object({
    definition: z.string(),
    flow: z.string(),
    profile: z.string(),
    plan: planSchema,
    notices,
    request,
    forkedFrom: forkedFromSchema.optional(),
  }),
  'identity.created': written.extend({ path: z.string() }),
  'identity.rejected': failed,
  'alias.written': z.object({ ...about, path: z.string(), notices }),
  'alias.skipped': z.object({ ...about, notices }),
  'env.written': written,
  'env.failed': failed,
  'model.written': written,
  'model.failed': failed,
  'model.skipped': z.object({ ...about, notices }),
  'mcp.written': written,
  'mcp.failed': failed,
  'skills.applied': written.extend({
    seeded: z.array(z.string()),
    disabled: z.array(z.string()),
    added: z.array(z.string()),
  }),
  'skills.failed': failed,
  'skill.failed': failed.extend({ name: z.string() }),
  'install.queued': z.object({ ...about, pid }),
  'install.started': z.object({ ...about, pid }),
  'install.succeeded': written.extend({
    name: z.string(),
    path: z.string(),
    scan: z.object({ verdict: z.string(), trust: z.string() }).optional(),
  }),
  'install.failed': failed,
  'install.timed-out': failed,
  'install.cancelled': failed,
  'item.retried': z.object({ ...about, edit: z.unknown().optional(), request }),
  'flow.cancel-requested': z.object({ item: z.string().optional(), request }),
  'flow.cancelled': z.object({ outcome: z.literal('cancelled') }),
  'flow.completed': z.object({ outcome: z.enum(['complete', 'with-problems']) }),
  'flow.discarded': z.object({ outcome: z.literal('discarded'), request }),
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = z.infer<(typeof eventSchemas)[T]>;

/** What happened, before it is recorded. */
export type Fact = { [T in EventType]: Readonly<{ type: T; data: EventData<T> }> }[EventType];
export type FactOf<T extends EventType> = Extract<Fact, { type: T }>;

/** A fact with its place and time: what the machine is stepped with. */
export type FlowEvent = Fact & Readonly<{ version: number; at: string; causation: string | null }>;
export type FlowEventOf<T extends EventType> = Extract<FlowEvent, { type: T }>;

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);
