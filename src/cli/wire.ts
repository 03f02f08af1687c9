import { z } from 'zod';

/** A problem document (RFC 9457) as far as the commands use it. */
export const problemDocumentSchema = z.looseObject({
  title: z.string().optional(),
  detail: z.unknown().optional(),
  code: z.string().optional(),
  flow: z.string().optional(),
});

export const problemViewSchema = z.looseObject({
  item: z.string(),
  code: z.string(),
  message: z.string(),
  nextAction: z.string(),
  href: z.string().optional(),
});
export type ProblemWire = z.infer<typeof problemViewSchema>;

export const itemViewSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  name: z.string().optional(),
  state: z.string(),
  attempt: z.number(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  pid: z.number().optional(),
  problem: problemViewSchema.optional(),
});
export type ItemWire = z.infer<typeof itemViewSchema>;

export const noticeViewSchema = z.looseObject({ item: z.string(), code: z.string(), message: z.string() });

/** A flow as any server of ours sends it: known fields checked, others kept. */
export const flowSummarySchema = z.looseObject({
  id: z.string(),
  profile: z.string(),
  version: z.number(),
  definition: z.string(),
  state: z.string(),
  outcome: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  durationMs: z.number(),
  items: z.array(itemViewSchema),
  problems: z.array(problemViewSchema),
  notices: z.array(noticeViewSchema),
  imported: z.looseObject({ at: z.string() }).optional(),
});
export type FlowSummaryWire = z.infer<typeof flowSummarySchema>;

export const flowViewSchema = flowSummarySchema.extend({ plan: z.record(z.string(), z.unknown()) });
export type FlowWire = z.infer<typeof flowViewSchema>;

export const flowAnswerSchema = z.looseObject({ flow: flowViewSchema });
export const flowPageSchema = z.looseObject({ flows: z.array(flowSummarySchema), next: z.string().nullish() });

export const transitionSchema = z.looseObject({
  flow: z.string(),
  version: z.number(),
  at: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  state: z.string(),
  from: z.string().nullish(),
  outcome: z.string().nullable(),
  items: z.array(itemViewSchema),
});
export type TransitionWire = z.infer<typeof transitionSchema>;

export const snapshotSchema = z.looseObject({ flow: flowSummarySchema });
export const outputSchema = z.looseObject({ item: z.string(), offset: z.number(), text: z.string() });

/** How often flows took each state and transition. */
export const coverageSchema = z.looseObject({
  definition: z.string(),
  flows: z.number(),
  states: z.array(
    z.looseObject({
      id: z.string(),
      visits: z.number(),
      totalMs: z.number().nullable(),
      medianMs: z.number().nullable(),
      longestMs: z.number().nullable(),
    }),
  ),
  ways: z.array(z.looseObject({ id: z.string(), taken: z.number() })),
});
export type CoverageWire = z.infer<typeof coverageSchema>;
