import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PlanInput } from '../../machines/flow/plan.ts';
import { checkPlan } from '../../machines/blueprint/check-plan.ts';
import { directoryOf, parseBlueprint, planOf, toIdentifier } from '../blueprint.ts';
import { toMessage, usageError } from '../cli-error.ts';
import { type Client, get, post } from '../client.ts';
import { toEnding } from '../ending.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { follow } from '../follow.ts';
import { homedirOf, type Io, printJson, printLines, readStdin } from '../io.ts';
import { type PlanFlags, withFlags } from '../plan-flags.ts';
import { createProgress } from '../progress/create-progress.ts';
import type { LiveFlow } from '../progress/live-flow.ts';
import { type Session, withClient } from '../session.ts';
import { flowAnswerSchema, flowViewSchema } from '../wire.ts';

/** Creates a profile from a blueprint, flags, or both, and shows what happens until it is at rest. */
export const create = async (session: Session, file: string | undefined, flags: PlanFlags): Promise<number> => {
  const plan = await readPlan(session.io, file, flags);
  return await withClient(session, async (client) => {
    const { flow } = await post(client, '/api/flows', flowAnswerSchema, {
      body: plan,
      key: randomUUID(),
      refusedWith: exitCodes.rejected,
    });
    return await showToEnd(session, client, flow, 0);
  });
};

/** Follows a flow and ends with words (or its view as JSON); the exit code is its outcome's. */
export const showToEnd = async (
  session: Session,
  client: Client,
  start: LiveFlow,
  after: number | null,
): Promise<number> => {
  const progress = createProgress(session.io, session);
  const { interrupted } = await follow({ io: session.io, client, progress }, start, after);
  if (interrupted) return exitCodes.interrupted;
  const flow = await get(client, `/api/flows/${encodeURIComponent(start.id)}`, flowViewSchema);
  if (session.json) printJson(session.io, flow);
  else printLines(session.io, '', ...toEnding(flow, session));
  return exitCodeOf(flow.outcome);
};

/** The plan that file and flags make together. */
export const readPlan = async (io: Io, file: string | undefined, flags: PlanFlags): Promise<PlanInput> => {
  if (file === undefined && flags.name === undefined)
    throw usageError('create needs a blueprint or --name: profile-builder create plan.yaml');
  if ([file, flags.soul, flags.user].filter((name) => name === '-').length > 1)
    throw usageError('Only one thing can be read from stdin ("-").');
  const homedir = homedirOf(io);
  const fromHere = { directory: io.cwd(), homedir };
  const hubSkill = flags.hubSkill?.map((identifier) => toIdentifier(identifier, fromHere));
  const texts = {
    soul: await readOptional(io, flags.soul, '--soul'),
    user: await readOptional(io, flags.user, '--user'),
  };
  const merge = (draft: Readonly<Record<string, unknown>>) =>
    withFlags(draft, { ...flags, ...texts, hubSkill }, io.env);
  if (file === undefined) return planOf(checkPlan(merge({}), () => 'command line'));
  const text = await readText(io, file, 'the blueprint');
  return parseBlueprint({ text, file, directory: directoryOf(file, io.cwd()), homedir, env: io.env }, merge);
};

const readOptional = async (io: Io, file: string | undefined, what: string): Promise<string | undefined> =>
  file === undefined ? undefined : await readText(io, file, what);

/** A file's text, or stdin's; `what` names it for people. */
export const readText = async (io: Io, file: string, what: string): Promise<string> => {
  if (file === '-') return await readStdin(io);
  try {
    return await readFile(resolve(io.cwd(), file), 'utf8');
  } catch (error) {
    throw usageError(`${what} ${file} cannot be read: ${toMessage(error)}.`);
  }
};
