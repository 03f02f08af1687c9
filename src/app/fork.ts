import { compareFlows } from '../machines/flow/compare.ts';
import type { FlowEvent, FlowEventOf } from '../machines/flow/events.ts';
import { foldAll } from '../machines/flow/fold.ts';
import { forkFlow } from '../machines/flow/fork.ts';
import { parseRecord } from '../machines/flow/record.ts';
import { sealPlan } from '../machines/flow/secrets.ts';
import type { ChosenAnswer } from '../machines/flow/trial.ts';
import { noFlow } from './command.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import { FlowUnreadableError } from './flow-unreadable-error.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';
import { checkPlan } from './start-flow.ts';

/** Folds a flow again as it would have gone; the log and the world are left alone. */
export const createFork =
  (core: Core): Engine['fork'] =>
  async (id, { at, plan: edited, answers }) => {
    const events = await readEvents(core, id);
    if (!events) return noFlow(id);
    if (at < 1 || at > events.length) return noVersion(id, at);
    const checked = edited && checkPlan(edited);
    if (checked && isRefused(checked)) return checked;
    const forked = forkFlow(events, { at, answers, plan: checked && sealPlan(checked).plan });
    const original = foldAll(events);
    if (!forked || !original) throw new FlowUnreadableError(id);
    const [unused] = forked.unused;
    if (unused) return cannotEnd(id, at, unused);
    const told = { flow: forked.flow, events: forked.events.map(({ event }) => event) };
    return { ...forked, diff: compareFlows({ flow: original, events }, told) };
  };

/** There is no such version of a flow to fork. */
export const noVersion = (id: string, at: number): Refused =>
  refuse('flow/not-found', `There is no flow ${id} at version ${at}.`, { flow: id });

/** Null when there is no such flow; rejects when it cannot be folded. */
const readEvents = async (
  { ledger }: Core,
  id: string,
): Promise<readonly [FlowEventOf<'flow.started'>, ...FlowEvent[]] | null> => {
  if (!(await ledger.load(id))) return null;
  const [first, ...later] = (await ledger.records(id, 0)).map((record) => parseRecord(record));
  const rest = later.filter((record) => record !== null);
  if (first?.type !== 'flow.started' || rest.length < later.length) throw new FlowUnreadableError(id);
  return [first, ...rest];
};

const cannotEnd = (flow: string, at: number, { item, event }: ChosenAnswer): Refused =>
  refuse(
    'fork/unused-answer',
    `After version ${at} the item "${item}" is not asked for any more, or cannot end with ${event.type}. Fork at an earlier version, or choose another answer.`,
    { flow, item },
  );
