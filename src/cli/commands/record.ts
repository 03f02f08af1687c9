import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createRedactor } from '../../adapters/runner/redact.ts';
import { toDifference, verifyFlow } from '../../machines/flow/verify.ts';
import type { StoredRecord } from '../../machines/ports/event-store.ts';
import { CliError, toMessage, usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { fetchExport, readExport } from '../flow-export.ts';
import { type Environment, printJson, printLines } from '../io.ts';
import { type Session, withClient } from '../session.ts';
import { sha256 } from '../sha256.ts';

export type RecordChoice = Readonly<{ as: string; dir?: string | undefined }>;

const CORPUS = join('tests', 'corpus');

/** Keeps a flow as a regression test: an export in the corpus, under a name that is free, with no secret in it. */
export const record = async (session: Session, flow: string, { as: name, dir }: RecordChoice): Promise<number> => {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw usageError(`--as is "${name}": give a name of small letters, digits and "-".`);
  const { io, json } = session;
  const text = new TextDecoder().decode(await withClient(session, (client) => fetchExport(client, flow)));
  const records = readExport(text, flow);
  const difference = toDifference(verifyFlow(records, sha256));
  if (difference !== null) throw new CliError(`${flow} is not as it was recorded, so it is no test: ${difference}.`);
  refuseSecrets(flow, records, io.env);
  const file = join(resolve(io.cwd(), dir ?? CORPUS), `${name}.ndjson`);
  await writeNew(file, text);
  if (json) printJson(io, { flow, file, version: records.length });
  else printLines(io, `${flow} is in ${file}, ${records.length} events: npm test folds it again from now on.`);
  return exitCodes.complete;
};

/** Secrets are references in the log; this looks for what came in another way, such as a token in the text of a persona. */
const refuseSecrets = (flow: string, records: readonly StoredRecord[], env: Environment): void => {
  const redact = createRedactor(secretsOf(env));
  const holds = ({ data, command }: StoredRecord): boolean => {
    const bytes = Buffer.from(`${data}\n${command ?? ''}`);
    return !bytes.equals(redact(bytes));
  };
  const found = records.filter(holds).map(({ version, type }) => `${version} (${type})`);
  if (found.length === 0) return;
  throw new CliError(
    `${flow} has what looks like a secret in version ${found.join(', ')}. A corpus is read by everyone: record a flow without it.`,
  );
};

/** Values of variables that are called like secrets. */
const secretsOf = (env: Environment): readonly string[] =>
  Object.entries(env).flatMap(([name, value = '']) =>
    /key|token|secret|passw/i.test(name) && value.length >= 8 ? [value] : [],
  );

const writeNew = async (file: string, text: string): Promise<void> => {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const help = isTaken
      ? 'It is there already, and recorded flows are kept: give another name.'
      : 'Run this in a checkout, or name the directory with --dir.';
    throw new CliError(`${file} cannot be written: ${toMessage(error)}. ${help}`, { cause: error });
  }
};
