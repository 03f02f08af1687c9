import { z } from 'zod';
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

/** What a ticket is for. */
export const ticketSchema = z.union([z.object({ flow: flowIdSchema }), z.object({ stream: z.literal('all') })]);
