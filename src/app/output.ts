import { itemOf } from '../machines/flow/context.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { Output } from '../machines/flow/output.ts';
import type { Deps } from './deps.ts';
import type { Engine } from './engine.ts';
import type { Ledger } from './ledger.ts';

type RunItem = Item & Readonly<{ run: string }>;
type ReadRun = (id: string, item: RunItem, after: number, limit?: number) => ReturnType<Deps['readRedacted']>;
type Listener = (output: Output) => void;

const TAIL_EVERY_MS = 150;
const LINE_FEED = 10;
const PAGE_BYTES = 65_536;
/** Offset of a run of which nothing more is to come. */
const READ = Infinity;

/** Output of installs: read from where the runner keeps it, masked on the way. */
export type OutputReader = Readonly<{
  read: Engine['output'];
  /** Tails running installs of a flow while someone listens. */
  listen(flow: string, listener: Listener): () => void;
  close(): void;
}>;

export const createOutputReader = (deps: Deps, ledger: Ledger): OutputReader => {
  const tails = new Map<string, { listeners: Set<Listener>; stop: AbortController }>();

  const readRun: ReadRun = async (id, { run, inFlight }, after, limit = PAGE_BYTES) =>
    deps.readRedacted({
      read: (from, size) => deps.runner.readOutput({ flow: id, key: run }, from, size),
      after,
      limit,
      secrets: Object.values(await deps.vault.open(id)),
      hasEnded: !inFlight,
    });

  const tail = async (id: string, listeners: Set<Listener>, signal: AbortSignal): Promise<void> => {
    const offsets = new Map<string, number>();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const flow = (await ledger.load(id))?.flow;
      for (const item of flow ? runsOf(flow) : []) {
        const from = offsets.get(item.run) ?? (isFirst ? await skipWritten(readRun, id, item) : 0);
        if (from === READ) continue;
        const output = await readLines(readRun, { id, item, from });
        offsets.set(item.run, output ? output.next : item.inFlight ? from : READ);
        if (output)
          for (const listener of listeners) listener({ flow: id, item: item.id, attempt: item.attempt, ...output });
      }
      await deps.clock.sleep(TAIL_EVERY_MS, signal).catch(() => {});
    }
  };

  return {
    read: async (id, itemId, after, limit) => {
      const flow = (await ledger.load(id))?.flow;
      const item = flow && itemOf(flow.snapshot.context, itemId);
      if (!item || !hasRun(item) || flow.imported) return null;
      return { attempt: item.attempt, ...(await readRun(id, item, after, limit)) };
    },
    listen(id, listener) {
      const tailing = tails.get(id) ?? { listeners: new Set<Listener>(), stop: new AbortController() };
      tailing.listeners.add(listener);
      if (!tails.has(id)) {
        tails.set(id, tailing);
        tail(id, tailing.listeners, tailing.stop.signal).catch((error: unknown) => {
          // The next listener begins anew.
          if (tails.get(id) === tailing) tails.delete(id);
          deps.onFault(`tailing output of ${id}`, error);
        });
      }
      return () => {
        tailing.listeners.delete(listener);
        if (tailing.listeners.size > 0) return;
        tailing.stop.abort(new Error('nobody listens'));
        if (tails.get(id) === tailing) tails.delete(id);
      };
    },
    close() {
      for (const { stop } of tails.values()) stop.abort(new Error('the server is closing'));
    },
  };
};

/** A byte order mark within the output is part of it. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const hasRun = (item: Item): item is RunItem => item.run !== null;

/** None of an imported flow: its runs were elsewhere, and the keys in it are not ours. */
const runsOf = ({ snapshot, imported }: Flow): readonly RunItem[] =>
  imported ? [] : Object.values(snapshot.context.items).filter(hasRun);

/** Where output that is not yet written will begin. */
const skipWritten = async (read: ReadRun, id: string, item: RunItem): Promise<number> => {
  if (!item.inFlight) return READ;
  for (let offset = 0; ;) {
    const output = await read(id, item, offset);
    if (output.bytes.length === 0) return offset;
    offset = output.next;
  }
};

/** Whole lines as long as there are any, so that a reader never sees half a character; then what is left of a run that ended. */
const readLines = async (
  read: ReadRun,
  { id, item, from }: { id: string; item: RunItem; from: number },
): Promise<Pick<Output, 'offset' | 'next' | 'text'> | null> => {
  const { bytes } = await read(id, item, from);
  const lines = bytes.lastIndexOf(LINE_FEED) + 1;
  const end = lines > 0 || item.inFlight ? lines : bytes.length;
  if (end === 0) return null;
  return { offset: from, next: from + end, text: utf8.decode(bytes.subarray(0, end)) };
};
