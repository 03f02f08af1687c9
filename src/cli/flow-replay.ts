import { createReplay, type Replay } from '../machines/flow/replay.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Client } from './client.ts';
import { fetchExport, readExport } from './flow-export.ts';

/** A recorded flow, to be moved about in here. */
export const fetchReplay = async (client: Client, id: string): Promise<Replay> =>
  createReplay(readExport(new TextDecoder().decode(await fetchExport(client, id)), id));

/** Why a flow cannot be replayed to its end, if it cannot. */
export const refuseBroken = (id: string, { last, broken }: Replay): void => {
  if (broken === null) return;
  throw new CliError(
    `${id} cannot be replayed beyond version ${last}: no definition here takes ${broken.actual ?? 'what follows'} there.`,
  );
};

/** The version `--at` names; undefined when it was not given. */
export const readVersion = (at: string | undefined): number | undefined => {
  if (at === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(at)) return Number(at);
  throw usageError(`--at is "${at}": give a version from 1.`);
};
