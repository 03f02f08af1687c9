import { z } from 'zod';
import { flowIdSchema, itemParam } from './params.ts';

/** Bodies of the commands on a flow. */
export const retrySchema = z.union([
  z.object({ all: z.literal(true) }),
  z.object({ item: itemParam, edit: z.unknown().optional() }),
]);
export const cancelSchema = z.object({ item: itemParam.optional() }).default({});
export const discardSchema = z.object({ confirm: z.string() });

/** What a ticket is for. */
export const ticketSchema = z.union([z.object({ flow: flowIdSchema }), z.object({ stream: z.literal('all') })]);
