import type { Receipt } from '../machines/action.ts';
import { parseRecord } from '../machines/flow/record.ts';
import { probeActions, wentWell } from './action-runs.ts';
import type { Core } from './core.ts';
import type { Listing } from './listing.ts';

/** What installs of flows and of actions left in a profile under a name: of the skill itself, or of its directory. */
export const readReceipts = async (
  { deps, ledger }: Core,
  listing: Listing,
  { profile, name }: Readonly<{ profile: string; name: string }>,
): Promise<readonly Receipt[]> => {
  const { flows } = listing.find({ profile, limit: 1000 });
  const records = await Promise.all(flows.map(async ({ id }) => await ledger.records(id, 0)));
  const ofFlows = records.flat().map((record) => toReceipt(parseRecord(record)));
  const runs = await probeActions(deps.runner, (run) => run.profile === profile);
  const ofActions = await Promise.all(
    runs.filter(wentWell).map(async ({ key }) => await deps.actionJobs.readReceipt(deps.runner.directory(key))),
  );
  return [...ofFlows, ...ofActions].filter((receipt) => receipt !== null).filter((receipt) => isNamed(receipt, name));
};

const isNamed = (receipt: Receipt, name: string): boolean =>
  receipt.name === name || receipt.path.slice(receipt.path.lastIndexOf('/') + 1) === name;

const toReceipt = (record: ReturnType<typeof parseRecord>): Receipt | null => {
  if (record?.type !== 'install.succeeded') return null;
  const { name, path, wrote } = record.data;
  const digest = wrote[`${path}/`];
  return digest ? { name, path, digest } : null;
};
