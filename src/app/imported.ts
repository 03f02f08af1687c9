import type { Flow, Imported } from '../machines/flow/fold.ts';
import type { Sha256 } from '../machines/flow/hash.ts';
import type { EventStore, StreamAppend } from '../machines/ports/event-store.ts';
import { refuse, type Refused } from './refusal.ts';

const streamOf = (flow: string): string => `import-${flow}`;

/** That a flow came from another log, if it did: the first word of its import stream. */
export const readImported = async (store: EventStore, flow: string): Promise<Imported | null> => {
  const [record] = await store.readStream(streamOf(flow), 0, 1);
  return record ? { at: record.at } : null;
};

/** The append that says so, made together with the records of the flow. */
export const toImportAppend = (
  flow: string,
  { version, hash: head, at, sha256 }: { version: number; hash: string; at: string; sha256: Sha256 },
): StreamAppend => {
  const type = 'flow.imported';
  const data = JSON.stringify({ flow, version, hash: head });
  const hash = sha256(JSON.stringify(['', 1, type, at, data]));
  const record = { type, schema: 1, at, data, causation: null, correlation: flow, command: null, hash };
  return { stream: streamOf(flow), expected: 0, records: [record] };
};

/** Why nothing may be recorded for a flow; null when it is one of this log. */
export const refuseImported = ({ imported, snapshot }: Flow): Refused | null =>
  imported === undefined
    ? null
    : refuse(
        'flow/imported',
        'This flow ran elsewhere and was imported: it can be looked at, not changed. Fork it to run it here.',
        { flow: snapshot.context.flow },
      );
