import type { Effect } from '../../machines/flow/effects.ts';
import type { Flow } from '../../machines/flow/fold.ts';
import type { ReplayStep } from '../../machines/flow/replay.ts';
import { toFlowView } from '../../machines/flow/view.ts';
import { exitCodes } from '../exit-code.ts';
import { fetchReplay, readVersion, refuseBroken } from '../flow-replay.ts';
import { printJson, printLines } from '../io.ts';
import { plainLine, plainText } from '../plain-text.ts';
import { type Session, withClient } from '../session.ts';

/** Folds a recorded flow again, here and without touching anything, and prints each event with what it led to. */
export const replay = async (session: Session, id: string, at: string | undefined): Promise<number> => {
  const last = readVersion(at) ?? Infinity;
  const recorded = await withClient(session, (client) => fetchReplay(client, id));
  const end = Math.min(last, recorded.last);
  for (let version = 1; version <= end; version += 1) {
    const step = recorded.step(version);
    if (step) print(session, step);
  }
  if (last > recorded.last) refuseBroken(id, recorded);
  const flow = recorded.at(end);
  if (flow !== null && at !== undefined) printState(session, flow);
  return exitCodes.complete;
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
