import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exitCodes } from '../exit-code.ts';
import { fetchExport } from '../flow-export.ts';
import { printJson } from '../io.ts';
import { type Session, withClient } from '../session.ts';

export type ExportChoice = Readonly<{ output?: string | undefined; html?: boolean | undefined }>;

/** Writes a flow's records as NDJSON, or the page that shows them, to a file or stdout: byte for byte as the server sends it. */
export const exportFlow = async (session: Session, flow: string, { output, html }: ExportChoice): Promise<number> => {
  const bytes = await withClient(session, (client) => fetchExport(client, flow, html ? 'html' : 'ndjson'));
  const { io } = session;
  if (output === undefined || output === '-') {
    io.stdout.write(bytes);
    return exitCodes.complete;
  }
  const path = resolve(io.cwd(), output);
  await writeFile(path, bytes);
  if (session.json) printJson(io, { flow, file: path, bytes: bytes.length });
  else io.stderr.write(`${flow} is in ${path} (${bytes.length} bytes).\n`);
  return exitCodes.complete;
};
