import type { Fact } from '../machines/flow/events.ts';
import type { Deps } from './deps.ts';
import { itemOf, type Performers, refOf, written } from './performers.ts';

type SkillPerformers = Pick<Performers, 'applySkills' | 'enableSkill'>;

/** Seeds the bundle and enables skills; hub skills are installs. */
export const createSkillPerformers = (deps: Deps): SkillPerformers => ({
  applySkills: async ({ effect: { params }, flow }) => {
    const answer = await deps.home.applySkills(refOf(flow), flow.snapshot.context.plan.skills);
    if (!answer.ok) return [{ type: 'skills.failed', data: { ...params, problem: answer.problem } }];
    const { failed, seeded, disabled, added } = answer;
    const lists = { seeded: [...seeded], disabled: [...disabled], added: [...added] };
    return [
      ...[...new Map(failed.map((one) => [one.name, one])).values()].map(({ name, problem }): Fact => ({
        type: 'skill.failed',
        data: { item: `skill:${name}`, attempt: 1, name, problem },
      })),
      { type: 'skills.applied', data: { ...params, ...written(answer), ...lists } },
    ];
  },
  enableSkill: async ({ effect: { params }, flow }) => {
    const name = itemOf(flow, params.item).name ?? '';
    const change = await deps.home.enableSkill(refOf(flow), name);
    return [
      change.ok
        ? { type: 'skills.applied', data: { ...params, ...written(change), seeded: [], disabled: [], added: [name] } }
        : { type: 'skill.failed', data: { ...params, name, problem: change.problem } },
    ];
  },
});
