import { z } from 'zod';
import { endings } from '../machines/flow/answers.ts';
import { planEditSchema } from '../machines/flow/plan.ts';
import { flowIdSchema } from './params.ts';

/** Ids hold what the plan named, however odd: whatever a problem names can be tried again. The flow knows which there are. */
const item = z.string().min(1);

/** Bodies of the commands on a flow. */
export const retrySchema = z.union([
  z.object({ all: z.literal(true) }),
  z.object({ item, edit: z.unknown().optional() }),
]);
export const cancelSchema = z.object({ item: item.optional() }).default({});
export const discardSchema = z.object({ confirm: z.string() });

/** What is to be different in a fork; `run` starts it as a flow of its own. */
export const forkSchema = z.object({
  at: z.number().int().positive(),
  plan: planEditSchema.optional(),
  answers: z
    .array(
      z.object({
        item,
        attempt: z.number().int().positive().optional(),
        event: z.object({ type: z.enum(endings), data: z.record(z.string(), z.unknown()).optional() }),
      }),
    )
    .default([]),
  run: z.boolean().default(false),
});

/** What a ticket is for. */
export const ticketSchema = z.union([z.object({ flow: flowIdSchema }), z.object({ stream: z.literal('all') })]);
