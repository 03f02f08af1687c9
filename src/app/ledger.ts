import type { Head, Link } from '../machines/flow/chain.ts';
import type { Flow } from '../machines/flow/fold.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import { type Beginning, CHECKPOINT_EVERY, foldSteps, type Stepped } from '../machines/flow/steps.ts';
import { toTransition, type Transition } from '../machines/flow/transition.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { Deps } from './deps.ts';
import { FlowUnreadableError } from './flow-unreadable-error.ts';
import { readImported } from './imported.ts';
import { type Commands, remember } from './remembered.ts';

/**
 * A flow as folded from the log, with what its readers ask for most: its newest transitions, and itself at every 50th
 * version, from which any other is a short read away. A cache: dropped at will.
 */
export type Folded = Head &
  Readonly<{ recent: readonly Transition[]; checkpoints: readonly Flow[]; commands: Commands }>;

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
  /** Records after a version, each with the flow before and after it; none that is not yet published. Rejects like `load`. */
  steps(id: string, after: number, limit?: number): Promise<readonly Stepped[]>;
  /** The same as transitions. */
  transitions(id: string, after: number, limit?: number): Promise<readonly Transition[]>;
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
const KEPT_TRANSITIONS = 200;

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
    const [imported, stored] = await Promise.all([readImported(store, id), records(id, 0)]);
    const folded = grow(null, foldAll(id, stored, { flow: null, imported }).map(ofStored));
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
  const steps: Ledger['steps'] = async (id, after, limit = Infinity) => {
    const folded = await load(id);
    const count = Math.min(limit, (folded?.flow.version ?? 0) - after);
    if (!folded || count <= 0) return [];
    const flow = folded.checkpoints[Math.floor(after / CHECKPOINT_EVERY) - 1] ?? null;
    const from = flow?.version ?? 0;
    const stored = await records(id, from, after - from + count);
    return foldAll(id, stored, { flow, imported: folded.flow.imported ?? null }).slice(after - from);
  };
  return {
    records,
    load,
    loadAll: async (ids) => (await Promise.all([...ids].map(loadReadable))).filter((folded) => folded !== null),
    expectNew: (id) => void fresh.add(id),
    steps,
    async at(id, version) {
      const now = (await load(id))?.flow;
      if (now?.version === version) return now;
      return version < 1 ? null : ((await steps(id, version - 1, 1))[0]?.after ?? null);
    },
    async transitions(id, after, limit = Infinity) {
      const recent = (await load(id))?.recent ?? [];
      const skipped = after + 1 - (recent[0]?.version ?? Infinity);
      if (skipped >= 0) return recent.slice(skipped, skipped + limit);
      return (await steps(id, after, limit)).map((step) => toTransition(ofStored(step)));
    },
    extend(id, before, links, stored) {
      const added = links.map((link, index) => ofLink(link, stored[index]));
      const folded = grow(before, added);
      if (folded) keep(id, folded);
      return folded?.recent.slice(-added.length) ?? [];
    },
    forget: (id) => kept.delete(id),
  };
};

/** All of these records folded, or none. */
const foldAll = (id: string, stored: readonly StoredRecord[], beginning: Beginning): readonly Stepped[] => {
  const steps = foldSteps(stored, beginning);
  if (steps.length < stored.length) throw new FlowUnreadableError(id);
  return steps;
};

type Added = Parameters<typeof toTransition>[0] & Readonly<{ command: string | null; hash: string }>;

const ofStored = (step: Stepped): Added => ({ ...step, ...place(step.event) });
const ofLink = ({ record, ...link }: Link, stored: StoredRecord | undefined): Added => ({
  ...link,
  ...place({ ...record, position: stored?.position ?? 0 }),
});
const place = ({ position, command, hash }: Pick<StoredRecord, 'position' | 'command' | 'hash'>) => ({
  position,
  command,
  hash,
});

/** A flow with what was added to it; null when there is neither. */
const grow = (before: Folded | null, added: readonly Added[]): Folded | null => {
  const last = added.at(-1);
  if (!last) return before;
  const transitions = added.slice(-KEPT_TRANSITIONS).map(toTransition);
  const passed = added.filter(({ after }) => after.version % CHECKPOINT_EVERY === 0).map(({ after }) => after);
  return {
    flow: last.after,
    hash: last.hash,
    recent: [...(before?.recent ?? []), ...transitions].slice(-KEPT_TRANSITIONS),
    checkpoints: passed.length === 0 ? (before?.checkpoints ?? []) : [...(before?.checkpoints ?? []), ...passed],
    commands: remember(before?.commands ?? new Map(), added),
  };
};

const evict = (kept: Map<string, Folded>): void => {
  if (kept.size <= KEPT_AT_REST) return;
  for (const [id, { flow }] of kept) {
    if (kept.size <= KEPT_AT_REST) return;
    if (isAtRest(flow)) kept.delete(id);
  }
};
