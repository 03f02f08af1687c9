import { get } from '../client.ts';
import { toDuration } from '../duration.ts';
import { toEnding } from '../ending.ts';
import { exitCodes } from '../exit-code.ts';
import { readVersion } from '../flow-replay.ts';
import { printJson, printLines } from '../io.ts';
import { createPaint } from '../paint.ts';
import { plainLine } from '../plain-text.ts';
import { toFrame } from '../progress/frame.ts';
import { type Session, withClient } from '../session.ts';
import { flowViewSchema, type FlowWire } from '../wire.ts';

/** Shows one flow, as it is or was at a version: its items, its problems with what to do, and its plan, in which secrets are references. */
export const show = async (session: Session, id: string, at: string | undefined): Promise<number> => {
  const version = readVersion(at);
  const query = version === undefined ? '' : `?at=${version}`;
  const flow = await withClient(session, (client) =>
    get(client, `/api/flows/${encodeURIComponent(id)}${query}`, flowViewSchema),
  );
  if (session.json) printJson(session.io, flow);
  else print(session, flow);
  return exitCodes.complete;
};

const print = (session: Session, flow: FlowWire): void => {
  const { io } = session;
  const columns = Math.max((io.stdout.columns ?? 160) - 1, 20);
  const now = Date.parse(flow.startedAt) + flow.durationMs;
  const frame = toFrame(flow, { paint: createPaint(io, io.stdout), columns, now, tick: 0 });
  printLines(
    io,
    `${flow.id}  ${flow.definition}  version ${flow.version}  started ${flow.startedAt}  took ${toDuration(flow.durationMs)}`,
    ...frame,
    '',
    ...toEnding(flow, session),
    '',
    'Plan:',
    ...toPlanLines(flow.plan),
  );
};

const toPlanLines = (plan: FlowWire['plan']): readonly string[] =>
  JSON.stringify(plan, null, 2)
    .split('\n')
    .map((line) => `  ${plainLine(line)}`);
