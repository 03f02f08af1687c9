import { resolve } from 'node:path';
import { toDifference, type Verdict, verifyFlow } from '../../machines/flow/verify.ts';
import { usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-code.ts';
import { type Io, printJson, printLines } from '../io.ts';
import { plainText } from '../plain-text.ts';
import { type Recorded, readDatabase, readExports, readFromServer } from '../recorded-flows.ts';
import { type Session, withClient } from '../session.ts';
import { sha256 } from '../sha256.ts';

/** Where the flows come from: export files, an event log's file, or else the server. */
export type VerifySource = Readonly<{ dir?: string | undefined; db?: string | undefined }>;

/** Folds every recorded flow again and checks every hash; exit code 1 when one differs. */
export const verify = async (session: Session, flow: string | undefined, source: VerifySource): Promise<number> => {
  const { io, parts } = session;
  if (source.dir !== undefined && source.db !== undefined) throw usageError('Give --dir or --db, not both.');
  if (source.dir !== undefined && flow !== undefined)
    throw usageError('With --dir every flow found there is verified: name none.');
  const check = (recorded: AsyncIterable<Recorded>) => verifyAll(session, recorded);
  const differing =
    source.dir !== undefined
      ? await check(readExports(resolve(io.cwd(), source.dir)))
      : source.db !== undefined
        ? await check(readDatabase(parts, resolve(io.cwd(), source.db), flow))
        : await withClient(session, (client) => check(readFromServer(client, flow)));
  return differing === 0 ? exitCodes.complete : exitCodes.error;
};

const verifyAll = async ({ io, json }: Session, recorded: AsyncIterable<Recorded>): Promise<number> => {
  let flows = 0;
  let differing = 0;
  for await (const { name, records, problem } of recorded) {
    flows += 1;
    const verdict = verifyFlow(records, sha256);
    if (problem !== undefined || !verdict.ok) differing += 1;
    if (json) printJson(io, { flow: name, ...verdict, ...(problem === undefined ? {} : { problem }) });
    else report(io, { name, verdict, problem });
  }
  if (!json)
    printLines(
      io,
      differing === 0
        ? `${flows} ${flows === 1 ? 'flow holds' : 'flows hold'}.`
        : `${differing} of ${flows} flows differ from what was recorded.`,
    );
  return differing;
};

const report = (
  io: Io,
  { name, verdict, problem }: { name: string; verdict: Verdict; problem: string | undefined },
): void => {
  const difference = problem ?? toDifference(verdict);
  if (difference === null) printLines(io, `ok       ${plainText(name)}  version ${verdict.version}`);
  else printLines(io, `differs  ${plainText(name)}  ${plainText(difference)}`);
};
