import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EventStore, StoredRecord } from '../machines/ports/event-store.ts';
import { CliError, toMessage } from './cli-error.ts';
import type { Client } from './client.ts';
import { readFlows } from './commands/flows.ts';
import { fetchExport, readExport } from './flow-export.ts';
import type { Parts } from './parts.ts';

/** One recorded flow; `name` is its id, or the file it came from. `problem` = it could not be read at all. */
export type Recorded = Readonly<{ name: string; records: readonly StoredRecord[]; problem?: string }>;

/** Flows of export files: one NDJSON file, or every `*.ndjson` and `*.jsonl` of a directory. */
export async function* readExports(path: string): AsyncGenerator<Recorded> {
  for (const file of await listExports(path)) {
    try {
      yield { name: basename(file), records: readExport(await readFile(file, 'utf8'), file) };
    } catch (error) {
      yield { name: basename(file), records: [], problem: toMessage(error) };
    }
  }
}

/** Flows of a server. */
export async function* readFromServer(client: Client, flow: string | undefined): AsyncGenerator<Recorded> {
  const ids = flow === undefined ? (await readFlows(client, {}, Infinity)).map(({ id }) => id) : [flow];
  for (const id of ids)
    yield { name: id, records: readExport(new TextDecoder().decode(await fetchExport(client, id)), id) };
}

/** Flows of an event log's file, whether or not a server uses it. */
export async function* readDatabase(parts: Parts, file: string, flow?: string): AsyncGenerator<Recorded> {
  if (!(await exists(file))) throw new CliError(`There is no event log at ${file}.`);
  const store = parts.openStore(file);
  try {
    const names = flow === undefined ? await listFlows(store) : [flow];
    for (const name of names) yield { name, records: await store.readStream(`flow-${name}`) };
  } finally {
    await store.close();
  }
}

const listFlows = async (store: EventStore): Promise<readonly string[]> => {
  const names = new Set<string>();
  for (let after = 0; ;) {
    const records = await store.readAll(after);
    for (const { stream } of records) if (stream.startsWith('flow-')) names.add(stream.slice('flow-'.length));
    const last = records.at(-1);
    if (last === undefined) return [...names];
    after = last.position;
  }
};

const listExports = async (path: string): Promise<readonly string[]> => {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /\.(ndjson|jsonl)$/.test(name));
    return names.toSorted().map((name) => join(path, name));
  } catch (error) {
    throw new CliError(`The exports at ${path} cannot be read: ${toMessage(error)}.`, { cause: error });
  }
};

const exists = async (file: string): Promise<boolean> => {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
};
