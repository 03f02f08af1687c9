import { planInputSchema } from '../machines/flow/plan.ts';
import { revealEntry } from '../machines/flow/secrets.ts';
import { noFlow } from './command.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import { noVersion } from './fork.ts';
import { refuse } from './refusal.ts';
import type { StartFlow } from './start-flow.ts';

/** Starts the plan of a flow again, as it was at a version or changed, as a flow of its own. */
export const createRunFork =
  (core: Core, startFlow: StartFlow): Engine['runFork'] =>
  async (id, { at, plan: edited }, options) => {
    if (!(await core.ledger.load(id))) return noFlow(id);
    const original = await core.ledger.at(id, at);
    if (!original) return noVersion(id, at);
    const plan = revealEntry(edited ?? original.snapshot.context.plan, await core.deps.vault.open(id));
    if ('missing' in plan)
      return refuse(
        'secret/needed',
        `The secrets of that flow are not kept any more. Send its plan with new values for ${plan.missing.join(', ')}.`,
        { flow: id, names: plan.missing },
      );
    return startFlow(planInputSchema.parse(plan.value), options, { flow: id, version: at });
  };
