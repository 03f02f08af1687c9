import type { Effect } from '../../machines/flow/effects.ts';
import type { Flow } from '../../machines/flow/fold.ts';
import { createReplay, type Replay, type ReplayStep } from '../../machines/flow/replay.ts';
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
  const recorded = createReplay(
    events.map((event) => ({ ...event, stream: `flow-${id}`, data: JSON.stringify(event.data) })),
  );
  const end = Math.min(last, recorded.last);
  for (let version = 1; version <= end; version += 1) {
    const step = recorded.step(version);
    if (step) print(session, step);
  }
  if (recorded.broken && last > recorded.last) throw unreadable(id, recorded);
  const flow = recorded.at(end);
  if (flow !== null && at !== undefined) printState(session, flow);
  return exitCodes.complete;
};

const unreadable = (id: string, { last, broken }: Replay): CliError =>
  new CliError(
    `${id} cannot be replayed beyond version ${last}: no definition here takes ${broken?.actual ?? 'what follows'} there.`,
  );

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

const print = ({ io, json }: Session, { event, before, flow, effects }: ReplayStep): void => {
  const from = before === null ? null : String(before.snapshot.value);
  const state = String(flow.snapshot.value);
  const owed = [...flow.pending.values()];
  if (json) {
    const { version, at, type, data } = event;
    return printJson(io, { version, at, type, data, from, state, asked: effects, pending: owed });
  }
  const item = 'item' in event.data && event.data.item !== undefined ? `  ${event.data.item}` : '';
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
