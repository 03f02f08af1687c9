import { type Client, post } from '../client.ts';
import { usageError } from '../cli-error.ts';
import { randomUUID } from 'node:crypto';
import { type Session, withClient } from '../session.ts';
import { flowAnswerSchema, type FlowWire } from '../wire.ts';
import { showToEnd } from './create.ts';

/** Tries one failed item again, or all of them, and shows the flow until it is at rest. */
export const retry = async (
  session: Session,
  flow: string,
  item: string | undefined,
  edit: string | undefined,
): Promise<number> => {
  if (item === undefined && edit !== undefined) throw usageError('--edit needs the item it is for.');
  const body =
    item === undefined ? { all: true } : { item, ...(edit === undefined ? {} : { edit: readEdit(item, edit) }) };
  return await command(session, flow, { name: 'retry', body });
};

/** Stops a flow, or one of its installs; what was applied stays. */
export const cancel = async (session: Session, flow: string, item: string | undefined): Promise<number> =>
  await command(session, flow, { name: 'cancel', body: item === undefined ? {} : { item } });

/** Removes the profile a finished flow made; `confirm` is its name. */
export const discard = async (session: Session, flow: string, confirm: string): Promise<number> =>
  await command(session, flow, { name: 'discard', body: { confirm } });

type Command = Readonly<{ name: 'retry' | 'cancel' | 'discard'; body: unknown }>;

const command = async (session: Session, flow: string, { name, body }: Command): Promise<number> =>
  await withClient(session, async (client) => {
    const view = await send(client, `/api/flows/${encodeURIComponent(flow)}/${name}`, body);
    // The answer is the flow after the command's record; its stream goes on from there.
    return await showToEnd(session, client, view, view.version);
  });

const send = async (client: Client, path: string, body: unknown): Promise<FlowWire> =>
  (await post(client, path, flowAnswerSchema, { body, key: randomUUID() })).flow;

/** Identifiers and skill names may be given as they are; everything else is JSON. */
const readEdit = (item: string, edit: string): unknown => {
  try {
    return JSON.parse(edit);
  } catch {
    if (/^(install|skill):/.test(item)) return edit;
    throw usageError(`--edit for ${item} must be JSON, for example '{"name":"fs","command":"npx"}'.`);
  }
};
