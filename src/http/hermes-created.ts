import { eventSchemas } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';

/** What Hermes' dashboard answers to a create. */
export type HermesCreated = Readonly<{
  ok: true;
  /** Normalised, where Hermes echoes what was sent. */
  name: string;
  path: string | null;
  model_set: boolean;
  mcp_written: number;
  skills_disabled: number;
  /** `id` and `identifier` are the same; `pid` is the runner's, null when it could not be started. */
  hub_installs: readonly Readonly<{ id: string; identifier: string; pid: number | null }>[];
}>;

/** Hermes' answer, read from the flow and its records. */
export const toCreated = ({ snapshot }: Flow, records: readonly StoredRecord[]): HermesCreated => {
  const { profile, path, items } = snapshot.context;
  const all = Object.values(items);
  const pids = toPids(records);
  return {
    ok: true,
    name: profile,
    path,
    model_set: items['model']?.state === 'succeeded',
    mcp_written: all.filter((item) => item.kind === 'mcp' && item.state === 'succeeded').length,
    skills_disabled: countDisabled(records),
    hub_installs: all.filter(({ kind }) => kind === 'install').map((item) => toInstall(item, pids)),
  };
};

const toInstall = ({ id, name }: Item, pids: ReadonlyMap<string, number>) => ({
  id: name ?? '',
  identifier: name ?? '',
  pid: pids.get(id) ?? null,
});

/** Runner of each install's first attempt. */
const toPids = (records: readonly StoredRecord[]): ReadonlyMap<string, number> => {
  const queued = records.filter(({ type }) => type === 'install.queued');
  const data = queued.map((record) => eventSchemas['install.queued'].parse(JSON.parse(record.data)));
  return new Map(data.toReversed().map(({ item, pid }) => [item, pid]));
};

/** A skill that is tried again is applied by itself; only the step disables. */
const countDisabled = (records: readonly StoredRecord[]): number => {
  const applied = records.filter(({ type }) => type === 'skills.applied');
  const data = applied.map((record) => eventSchemas['skills.applied'].parse(JSON.parse(record.data)));
  return data.findLast(({ item }) => item === 'skills')?.disabled.length ?? 0;
};
