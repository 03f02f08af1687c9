import { compareFlows } from '../machines/flow/compare.ts';
import { forkFlow } from '../machines/flow/fork.ts';
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
  ({ ledger }: Core): Engine['fork'] =>
  async (id, { at, plan: edited, answers }) => {
    const original = (await ledger.load(id))?.flow;
    if (!original) return noFlow(id);
    if (at > original.version) return noVersion(id, at);
    const checked = edited && checkPlan(edited);
    if (checked && isRefused(checked)) return checked;
    const events = (await ledger.steps(id, 0)).map(({ event }) => event);
    const forked = forkFlow(events, { at, answers, plan: checked && sealPlan(checked).plan });
    if (!forked) throw new FlowUnreadableError(id);
    const [unused] = forked.unused;
    if (unused) return cannotEnd(id, at, unused);
    const told = { flow: forked.flow, events: forked.events.map(({ event }) => event) };
    return { ...forked, diff: compareFlows({ flow: original, events }, told) };
  };

/** There is no such version of a flow to fork. */
export const noVersion = (id: string, at: number): Refused =>
  refuse('flow/not-found', `There is no flow ${id} at version ${at}.`, { flow: id });

const cannotEnd = (flow: string, at: number, { item, event }: ChosenAnswer): Refused =>
  refuse(
    'fork/unused-answer',
    `After version ${at} the item "${item}" is not asked for any more, or cannot end with ${event.type}. Fork at an earlier version, or choose another answer.`,
    { flow, item },
  );
