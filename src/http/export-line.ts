import { z } from 'zod';
import type { StoredRecord } from '../machines/ports/event-store.ts';

/**
 * One record of an exported flow. `data` is the JSON text as it was hashed, so that the chain can be checked again;
 * stream and position are left out: they belong to the log it is in.
 */
export const exportLineSchema = z.object({
  version: z.number().int().positive(),
  at: z.string(),
  type: z.string(),
  schema: z.number().int().positive(),
  data: z.string(),
  causation: z.string().nullable(),
  correlation: z.string(),
  command: z.string().nullable(),
  hash: z.string(),
});
export type ExportLine = z.infer<typeof exportLineSchema>;

/** A record as a line of NDJSON, line feed included. */
export const toExportLine = ({
  version,
  at,
  type,
  schema,
  data,
  causation,
  correlation,
  command,
  hash,
}: StoredRecord): string =>
  `${JSON.stringify({ version, at, type, schema, data, causation, correlation, command, hash } satisfies ExportLine)}\n`;

/** A line of an export, read; null when it is none. */
export const parseExportLine = (line: string): ExportLine | null => {
  try {
    const parsed = exportLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
