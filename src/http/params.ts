import { z } from 'zod';
import { FLOW_ID } from '../machines/flow/flow-id.ts';

/** Path segment of a flow id; nothing encoded gets through. */
export const FLOW = ':id{[A-Za-z0-9_-]{1,64}}';

export const flowIdSchema = z.string().regex(FLOW_ID);

/** An item id as it stands in URLs. */
export const itemParam = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^\P{Cc}*$/u);

const digits = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number);

export const listQuery = z.object({
  profile: z.string().max(256).optional(),
  outcome: z.string().max(32).optional(),
  state: z.string().max(32).optional(),
  before: z.string().max(256).optional(),
  limit: digits.pipe(z.number().min(1).max(1000)).default(50),
});

export const eventsQuery = z.object({
  after: digits.default(0),
  limit: digits.pipe(z.number().min(1).max(1000)).default(1000),
});

export const snapshotQuery = z.object({ at: digits.optional() });
export const coverageQuery = z.object({ definition: z.string().max(64).optional() });
export const machineQuery = z.object({ flow: flowIdSchema.optional() });
export const logQuery = z.object({ after: digits.default(0) });
