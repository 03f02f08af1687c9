import { z } from 'zod';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import { CliError } from './cli-error.ts';
import { type Client, toRefusal } from './client.ts';

/** An exported flow: its records as they were recorded; the place in a log is not part of it. */
export const parseExport = (text: string, name: string): readonly StoredRecord[] =>
  text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => parseLine(line, `${name}:${number}`));

/** The bytes of a flow's export, as the server sends them. */
export const fetchExport = async (client: Client, flow: string): Promise<Uint8Array> => {
  const path = `/api/flows/${encodeURIComponent(flow)}/export`;
  const response = await client.fetch(path);
  if (!response.ok) throw await toRefusal(response, path);
  return new Uint8Array(await response.arrayBuffer());
};

const lineSchema = z.object({
  version: z.number().int(),
  at: z.string(),
  type: z.string(),
  schema: z.number().int(),
  data: z.string(),
  causation: z.string().nullable(),
  correlation: z.string(),
  command: z.string().nullable(),
  hash: z.string(),
});

const parseLine = (line: string, place: string): StoredRecord => {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) throw new CliError(`${place} is not a line of an exported flow. Is the file complete?`);
  return { ...parsed.data, stream: `flow-${parsed.data.correlation}`, position: parsed.data.version };
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};
