import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { Deps } from './deps.ts';
import type { Engine, Output } from './engine.ts';
import type { Ledger } from './ledger.ts';

type Listener = (output: Output) => void;

const TAIL_EVERY_MS = 150;
const LINE_FEED = 10;
const PAGE_BYTES = 65_536;

/** Output of installs: read from where the runner keeps it, masked on the way. */
export type OutputReader = Readonly<{
  read: Engine['output'];
  /** Tails running installs of a flow while someone listens. */
  listen(flow: string, listener: Listener): () => void;
  close(): void;
}>;

export const createOutputReader = (deps: Deps, ledger: Ledger): OutputReader => {
  const tails = new Map<string, { listeners: Set<Listener>; stop: AbortController }>();

  const read: Engine['output'] = async (id, itemId, after, limit = PAGE_BYTES) => {
    const item = (await ledger.load(id))?.flow.snapshot.context.items[itemId];
    if (!item?.run) return null;
    const run = { flow: id, key: item.run };
    return deps.readRedacted({
      read: (from, size) => deps.runner.readOutput(run, from, size),
      after,
      limit,
      secrets: Object.values(await deps.vault.open(id)),
      hasEnded: !item.inFlight,
    });
  };

  const tail = async (id: string, listeners: Set<Listener>, signal: AbortSignal): Promise<void> => {
    const offsets = new Map<string, number>();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const flow = (await ledger.load(id))?.flow;
      for (const item of flow ? tailable(flow, offsets) : []) {
        if (isFirst) offsets.set(nameOf(item), await skipWritten(read, id, item));
        const output = await readLines(read, { id, item, from: offsets.get(nameOf(item)) ?? 0 });
        if (output) offsets.set(nameOf(item), output.next);
        if (output)
          for (const listener of listeners)
            listener({ flow: id, item: item.id, offset: output.offset, text: output.text });
      }
      await deps.clock.sleep(TAIL_EVERY_MS, signal).catch(() => {});
    }
  };

  return {
    read,
    listen(id, listener) {
      const tailing = tails.get(id) ?? { listeners: new Set<Listener>(), stop: new AbortController() };
      tailing.listeners.add(listener);
      if (!tails.has(id)) {
        tails.set(id, tailing);
        tail(id, tailing.listeners, tailing.stop.signal).catch((error: unknown) =>
          deps.onFault(`tailing output of ${id}`, error),
        );
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

const nameOf = (item: Item): string => `${item.id}@${item.run ?? ''}`;

/** Installs that run, and those that ended since their output was last read. */
const tailable = ({ snapshot }: Flow, offsets: ReadonlyMap<string, number>): readonly Item[] =>
  Object.values(snapshot.context.items).filter(
    (item) => item.run !== null && (item.inFlight || offsets.has(nameOf(item))),
  );

/** Where output that is not yet written will begin. */
const skipWritten = async (read: Engine['output'], id: string, item: Item): Promise<number> => {
  for (let offset = 0; ;) {
    const output = await read(id, item.id, offset);
    if (!output || output.bytes.length === 0) return offset;
    offset = output.next;
  }
};

/** Whole lines only, so that a reader never sees half a character; the rest comes with its line end or with the end of the install. */
const readLines = async (
  read: Engine['output'],
  { id, item, from }: { id: string; item: Item; from: number },
): Promise<{ offset: number; text: string; next: number } | null> => {
  const output = await read(id, item.id, from);
  if (!output || output.bytes.length === 0) return null;
  const end = item.inFlight ? output.bytes.lastIndexOf(LINE_FEED) + 1 : output.bytes.length;
  if (end === 0) return null;
  return { offset: from, text: new TextDecoder().decode(output.bytes.subarray(0, end)), next: from + end };
};
