import type { Plan, PlanInput } from '../../../src/machines/flow/plan.ts';
import type { Draft, HubSkillDraft } from './draft.ts';
import { envNamesOf } from './env-names.ts';
import { joinSecrets, type Secrets, slotOf } from './secrets.ts';
import { toSecrets, toServerOfPlan } from './server-of-plan.ts';

/** A draft to go on from, and the secrets that were in what it was made of. */
export type Opened = Readonly<{ draft: Draft; secrets: Secrets }>;

/** The draft of a plan: one that was recorded has only the names of its secrets. */
export const toDraft = (plan: Plan | PlanInput): Opened => {
  const variables = Object.keys(plan.env ?? {});
  const servers = plan.mcpServers.map((server, index) => toServerOfPlan(server, `plan-${index}`, variables));
  const mcpServers = servers.map(({ server }) => server);
  const referred = envNamesOf({ env: [], mcpServers });
  return {
    draft: {
      identity: {
        name: plan.name,
        description: plan.description ?? '',
        soul: plan.soul ?? '',
        user: plan.user ?? '',
        alias: plan.alias,
        clone: plan.clone ?? null,
      },
      model: plan.model ? { ...plan.model, baseUrl: plan.model.baseUrl ?? '' } : null,
      skills: plan.skills,
      hubSkills: plan.hubSkills.map(toHubSkill),
      mcpServers,
      env: variables.filter((name) => !referred.includes(name)),
    },
    secrets: joinSecrets([toSecrets(plan.env, slotOf.env), ...servers.map(({ secrets }) => secrets)]),
  };
};

const toHubSkill = (identifier: string): HubSkillDraft => ({ identifier, name: identifier, source: '', trust: '' });
