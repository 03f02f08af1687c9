import { parseExport } from '../machines/flow/export.ts';
import { toExportText } from '../machines/flow/flow-file.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import { CliError } from './cli-error.ts';
import { type Client, toRefusal } from './client.ts';

/** The records of an exported flow, in whatever form; `name` says where it came from, for people. */
export const readExport = (text: string, name: string): readonly StoredRecord[] => {
  const read = parseExport(toExportText(text));
  if ('records' in read) return read.records;
  throw new CliError(`${name}:${read.line} is not a line of an exported flow. Is the file complete?`);
};

/** The bytes of a flow's export, as the server sends them. */
export const fetchExport = async (
  client: Client,
  flow: string,
  format: 'ndjson' | 'html' = 'ndjson',
): Promise<Uint8Array> => {
  const path = `/api/flows/${encodeURIComponent(flow)}/export${format === 'html' ? '?format=html' : ''}`;
  const response = await client.fetch(path);
  if (!response.ok) throw await toRefusal(response, path);
  return new Uint8Array(await response.arrayBuffer());
};
