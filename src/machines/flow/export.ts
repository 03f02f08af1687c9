import { z } from 'zod';
import type { StoredRecord } from '../ports/event-store.ts';

/** An exported flow, read; or the 1-based number of the first line that is no record, and the version that should be there. */
export type Export = Readonly<{ records: readonly StoredRecord[] }> | Readonly<{ line: number; version: number }>;

/** A record as a line of NDJSON, line feed included. Stream and position stay behind: they belong to the log it is in. */
export const toExportLine = (record: StoredRecord): string => {
  const { version, at, type, schema, data, causation, correlation, command, hash } = record;
  return `${JSON.stringify({ version, at, type, schema, data, causation, correlation, command, hash } satisfies Line)}\n`;
};

/** The records of an export, in its order, blank lines passed over. Their `position` is their version. */
export const parseExport = (text: string): Export => {
  const records: StoredRecord[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = parseLine(line);
    if (!record) return { line: index + 1, version: records.length + 1 };
    records.push({ ...record, stream: `flow-${record.correlation}`, position: record.version });
  }
  return { records };
};

/** `data` is the JSON text as it was hashed, so that the chain can be checked again. */
const lineSchema = z.object({
  version: z.number().int().positive(),
  at: z.iso.datetime({ precision: 3 }),
  type: z.string(),
  schema: z.number().int().positive(),
  data: z.string(),
  causation: z.string().nullable(),
  correlation: z.string(),
  command: z.string().nullable(),
  hash: z.string(),
});
type Line = z.infer<typeof lineSchema>;

const parseLine = (line: string): Line | null => {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
