import type { Head, Link } from '../machines/flow/chain.ts';
import { fold, foldAll, type Flow, type Imported } from '../machines/flow/fold.ts';
import { type FlowRecord, parseRecord } from '../machines/flow/record.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import { toTransition, type Transition } from '../machines/flow/transition.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { Deps } from './deps.ts';
import { FlowUnreadableError } from './flow-unreadable-error.ts';
import { readImported } from './imported.ts';

/** A command that was recorded: its body's digest and the flow's version right after it. */
export type Remembered = Readonly<{ request: string | null; version: number }>;

/** A flow as folded from the log, with what its readers ask for most. A cache: dropped at will. */
export type Folded = Head & Readonly<{ transitions: readonly Transition[]; commands: ReadonlyMap<string, Remembered> }>;

/** Reads flows from the log, keeping the open and the recently read ones folded. */
export type Ledger = Readonly<{
  /** Null when nothing is recorded under the id; rejects with `flow/unreadable` when what is recorded does not fold. */
  load(id: string): Promise<Folded | null>;
  /** As `load`, for whoever reads many: what does not fold is reported as a fault and left out. */
  loadAll(ids: Iterable<string>): Promise<readonly Folded[]>;
  /** Says that nothing is recorded under a new id, which saves asking the log. */
  expectNew(id: string): void;
  /** The flow as it was at a version; null when it never was. Rejects like `load`. */
  at(id: string, version: number): Promise<Flow | null>;
  records(id: string, after: number, limit?: number): Promise<readonly StoredRecord[]>;
  /** Takes over what was just appended after `before`; answers its transitions. */
  extend(
    id: string,
    before: Folded | null,
    links: readonly Link[],
    stored: readonly StoredRecord[],
  ): readonly Transition[];
  forget(id: string): void;
}>;

const KEPT_AT_REST = 200;

export const streamOf = (flow: string): string => `flow-${flow}`;
export const flowOf = (stream: string): string | null => (stream.startsWith('flow-') ? stream.slice(5) : null);

export const createLedger = ({ store, onFault }: Pick<Deps, 'store' | 'onFault'>): Ledger => {
  const kept = new Map<string, Folded>();
  const fresh = new Set<string>();
  const keep = (id: string, folded: Folded): Folded => {
    kept.delete(id);
    kept.set(id, folded);
    evict(kept);
    return folded;
  };
  const records: Ledger['records'] = (id, after, limit) => store.readStream(streamOf(id), after, limit);
  const load: Ledger['load'] = async (id) => {
    if (fresh.delete(id)) return null;
    const known = kept.get(id);
    if (known) return keep(id, known);
    const folded = foldStored(id, await records(id, 0), await readImported(store, id));
    return kept.get(id) ?? (folded && keep(id, folded));
  };
  const loadReadable = async (id: string): Promise<Folded | null> => {
    try {
      return await load(id);
    } catch (error) {
      if (!(error instanceof FlowUnreadableError)) throw error;
      onFault(`reading ${id}`, error);
      return null;
    }
  };
  return {
    records,
    load,
    loadAll: async (ids) => (await Promise.all([...ids].map(loadReadable))).filter((folded) => folded !== null),
    expectNew: (id) => void fresh.add(id),
    async at(id, version) {
      const parsed = (await records(id, 0, version)).map((record) => parseRecord(record));
      const flow = parsed.includes(null) ? null : foldAll(parsed.filter((record) => record !== null));
      if (parsed.length > 0 && flow === null) throw new FlowUnreadableError(id);
      const imported = await readImported(store, id);
      return flow?.version === version ? { ...flow, ...(imported && { imported }) } : null;
    },
    extend(id, before, links, stored) {
      const added = links.map((link, index) => toTransition({ ...link, position: stored[index]?.position ?? 0 }));
      const last = links.at(-1);
      if (last) keep(id, remember(before, { flow: last.after, hash: last.record.hash }, added, links));
      return added;
    },
    forget: (id) => kept.delete(id),
  };
};

const remember = (before: Folded | null, head: Head, added: readonly Transition[], links: readonly Link[]): Folded => {
  const commands = new Map(before?.commands);
  for (const { event, record } of links) note(commands, { ...event, command: record.command });
  return { ...head, transitions: [...(before?.transitions ?? []), ...added], commands };
};

const foldStored = (id: string, stored: readonly StoredRecord[], imported: Imported | null): Folded | null => {
  let flow: Flow | null = null;
  const transitions: Transition[] = [];
  const commands = new Map<string, Remembered>();
  for (const one of stored) {
    const record = parseRecord(one);
    const after: Flow | null = record && (fold(flow, record)?.flow ?? null);
    if (!record || !after) throw new FlowUnreadableError(id);
    const known: Flow = imported === null ? after : { ...after, imported };
    transitions.push(toTransition({ before: flow, after: known, event: record, position: record.position }));
    note(commands, record);
    flow = known;
  }
  const hash = stored.at(-1)?.hash;
  return flow && hash !== undefined ? { flow, hash, transitions, commands } : null;
};

/** Records of one command share its request digest and follow one another. */
const note = (
  commands: Map<string, Remembered>,
  { command, data, version }: Pick<FlowRecord, 'data' | 'version' | 'command'>,
): void => {
  const request = 'request' in data ? (data.request ?? null) : null;
  if (command !== null) commands.set(command, { request, version });
  if (command !== null || request === null) return;
  const [name, last] = [...commands].at(-1) ?? [];
  if (name !== undefined && last?.request === request && last.version === version - 1)
    commands.set(name, { request, version });
};

const evict = (kept: Map<string, Folded>): void => {
  if (kept.size <= KEPT_AT_REST) return;
  for (const [id, { flow }] of kept) {
    if (kept.size <= KEPT_AT_REST) return;
    if (isAtRest(flow)) kept.delete(id);
  }
};
