import type { Deps } from './deps.ts';
import { createConfigPerformers } from './perform-config.ts';
import { createInstallPerformers } from './perform-install.ts';
import { createSkillPerformers } from './perform-skills.ts';
import type { KeyedQueue } from './queue.ts';
import { type Performers, refOf, written } from './performers.ts';

/** Every effect a flow may ask for, carried out over these ports. `lanes`: one for each profile, shared with actions. */
export const createPerformers = (deps: Deps, lanes: KeyedQueue): Performers => ({
  ...createConfigPerformers(deps),
  ...createSkillPerformers(deps),
  ...createInstallPerformers(deps, lanes),
  createIdentity: async ({ effect: { params }, flow }) => {
    const { plan } = flow.snapshot.context;
    const { description, soul, user, clone, skills } = plan;
    const change = await deps.home.createIdentity(refOf(flow), { description, soul, user, clone, skills: skills.mode });
    return [
      change.ok
        ? { type: 'identity.created', data: { ...params, ...written(change), path: deps.home.pathOf(plan.name) } }
        : { type: 'identity.rejected', data: { ...params, problem: change.problem } },
    ];
  },
  writeAlias: async ({ effect: { params }, flow }) => {
    if (!flow.snapshot.context.plan.alias) return [{ type: 'alias.skipped', data: params }];
    const answer = await deps.home.writeAlias(refOf(flow));
    if ('skipped' in answer) return [{ type: 'alias.skipped', data: { ...params, notices: [answer.skipped] } }];
    const { written: path, notice } = answer;
    return [{ type: 'alias.written', data: { ...params, path, ...(notice && { notices: [notice] }) } }];
  },
  completeFlow: async ({ effect: { params } }) => [{ type: 'flow.completed', data: params }],
  cancelFlow: async () => [{ type: 'flow.cancelled', data: { outcome: 'cancelled' } }],
});
