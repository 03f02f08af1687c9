import { z } from 'zod';
import { noted } from '../machines/chart/chart.ts';
import { FLOW_ID } from '../machines/flow/flow-id.ts';

/** Path segment of a flow id; nothing encoded gets through. */
export const FLOW = ':id{[A-Za-z0-9_-]{1,64}}';

export const flowIdSchema = z.string().regex(FLOW_ID);

/** What the stream of all flows carries besides: new output of the installs of at most eight flows. */
export const streamQuery = z.object({
  output: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}(,[A-Za-z0-9_-]{1,64}){0,7}$/, 'must be at most 8 flow ids with commas between them')
    .transform((ids) => ids.split(','))
    .default([]),
});

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
  q: z.string().max(256).optional(),
  before: z.string().max(256).optional(),
  limit: digits.pipe(z.number().min(1).max(1000)).default(50),
});

export const eventsQuery = z.object({
  after: digits.default(0),
  limit: digits.pipe(z.number().min(1).max(1000)).default(1000),
});

export const snapshotQuery = z.object({ at: digits.optional() });
export const exportQuery = z.object({ format: z.enum(['ndjson', 'html']).default('ndjson') });

/** Size of the panel a chart is laid out for, pixels. */
const panelSide = z.coerce.number().int().min(200).max(10_000);
export const machineQuery = z.object({
  flow: flowIdSchema.optional(),
  definition: z.string().max(64).optional(),
  notes: z.enum(noted).default('none'),
  format: z.enum(['json', 'mermaid', 'svg']).default('json'),
  width: panelSide.default(1180),
  height: panelSide.default(640),
});
export const coverageQuery = z.object({ definition: z.string().max(64).optional() });
export const logQuery = z.object({ after: digits.default(0) });
