import type { Effect } from '../../machines/flow/effects.ts';
import { type Flow, fold } from '../../machines/flow/fold.ts';
import { parseRecord } from '../../machines/flow/record.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import { CliError, usageError } from '../cli-error.ts';
import { type Client, get } from '../client.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printLines } from '../io.ts';
import { plainLine, plainText } from '../plain-text.ts';
import { type Session, withClient } from '../session.ts';
import { type EventWire, eventPageSchema } from '../wire.ts';

/** Folds a recorded flow again, here and without touching anything, and prints each event with what it led to. */
export const replay = async (session: Session, id: string, at: string | undefined): Promise<number> => {
  const last = readVersion(at);
  const events = await withClient(session, (client) => readEvents(client, id));
  let flow: Flow | null = null;
  for (const event of events.filter(({ version }) => version <= last)) {
    const step: Step = stepOf(flow, event, id);
    print(session, event, { before: flow, ...step });
    flow = step.flow;
  }
  if (flow !== null && at !== undefined) printState(session, flow);
  return exitCodes.complete;
};

type Step = Readonly<{ flow: Flow; effects: readonly Effect[] }>;

const readVersion = (at: string | undefined): number => {
  if (at === undefined) return Infinity;
  if (/^[1-9]\d{0,14}$/.test(at)) return Number(at);
  throw usageError(`--at is "${at}": give a version from 1.`);
};

const readEvents = async (client: Client, id: string): Promise<readonly EventWire[]> => {
  const events: EventWire[] = [];
  for (let after = 0; ; after = events.at(-1)?.version ?? after) {
    const page = await get(
      client,
      `/api/flows/${encodeURIComponent(id)}/events?after=${after}&limit=1000`,
      eventPageSchema,
    );
    events.push(...page.events);
    if (page.events.length < 1000) return events;
  }
};

const stepOf = (flow: Flow | null, event: EventWire, id: string): Step => {
  const record = parseRecord({ ...event, stream: `flow-${id}`, data: JSON.stringify(event.data) });
  const step = record === null ? null : fold(flow, record);
  if (step !== null) return step;
  throw new CliError(
    `${id} cannot be replayed beyond version ${event.version - 1}: no definition here knows ${event.type} as it was recorded.`,
  );
};

const print = (
  { io, json }: Session,
  event: EventWire,
  { before, flow, effects }: Step & { before: Flow | null },
): void => {
  const from = before === null ? null : String(before.snapshot.value);
  const state = String(flow.snapshot.value);
  const owed = [...flow.pending.values()];
  if (json) {
    const { version, at, type, data } = event;
    return printJson(io, { version, at, type, data, from, state, asked: effects, pending: owed });
  }
  const item = typeof event.data['item'] === 'string' ? `  ${event.data['item']}` : '';
  const way = from === null || from === state ? state : `${from} → ${state}`;
  printLines(io, plainLine(`${String(event.version).padStart(3)}  ${event.at}  ${event.type}${item}  [${way}]`));
  for (const effect of effects) printLines(io, `       asks ${effect.key}  ${effectText(effect)}`);
  const older = owed.filter(({ key }) => !effects.some((effect) => effect.key === key));
  for (const effect of older) printLines(io, `       owed ${effect.key}  ${effectText(effect)}`);
};

const effectText = ({ type, params }: Effect): string =>
  plainText(`${type} ${'item' in params ? params.item : JSON.stringify(params)}`);

const printState = ({ io, json }: Session, flow: Flow): void => {
  if (json) return printJson(io, toFlowView(flow));
  printLines(io, '', ...toItemLines(flow));
};

const toItemLines = (flow: Flow): readonly string[] =>
  toFlowView(flow).items.map(({ id, state, attempt }) =>
    plainText(`${id}  ${state}${attempt > 1 ? `  attempt ${attempt}` : ''}`),
  );
