import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { post } from '../client.ts';
import { connectToOwner } from '../connect.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import type { Session } from '../session.ts';

/** Prints a fresh login URL of the running server, for one of its pages when there is a path. */
export const url = async (session: Session, path?: string): Promise<number> => {
  const settings = session.settings();
  const client = await connectToOwner(session.parts, settings);
  if (client === null || client.where.kind !== 'owner') {
    const message = `No server runs for the data directory ${settings.dataDir}. Start one: ${session.self} serve`;
    throw new CliError(message, { exitCode: exitCodes.cannotStart });
  }
  const { url: opened } = await post(client, '/api/login-tickets', ticketSchema);
  const loginUrl = path === undefined ? opened : `${opened}&next=${encodeURIComponent(path)}`;
  if (session.json) printJson(session.io, { url: loginUrl });
  else printLines(session.io, loginUrl);
  return exitCodes.complete;
};

const ticketSchema = z.looseObject({ url: z.string() });
