import type { Problem } from '../machines/flow/codes.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { McpServer } from '../machines/flow/plan.ts';
import { revealEntry } from '../machines/flow/secrets.ts';
import type { Change } from '../machines/ports/profile-home.ts';
import type { Deps } from './deps.ts';
import { createInstallPerformers } from './perform-install.ts';
import type { Performers } from './performers.ts';

export const createPerformers = (deps: Deps): Performers => ({
  ...createInstallPerformers(deps),
  createIdentity: async ({ effect: { params }, flow }) => {
    const { plan } = flow.snapshot.context;
    const { description, soul, user, clone, skills } = plan;
    const change = await deps.home.createIdentity(refOf(flow), { description, soul, user, clone, skills: skills.mode });
    if (change.ok)
      return [{ type: 'identity.created', data: { ...params, ...written(change), path: deps.home.pathOf(plan.name) } }];
    await deps.vault.destroy(flow.snapshot.context.flow);
    return [{ type: 'identity.rejected', data: { ...params, problem: change.problem } }];
  },
  writeAlias: async ({ effect: { params }, flow }) => {
    if (!flow.snapshot.context.plan.alias) return [{ type: 'alias.skipped', data: params }];
    const answer = await deps.home.writeAlias(refOf(flow));
    return 'written' in answer
      ? [{ type: 'alias.written', data: { ...params, path: answer.written } }]
      : [{ type: 'alias.skipped', data: { ...params, notices: [answer.skipped] } }];
  },
  writeEnv: async ({ effect: { params }, flow }) => {
    const env = await reveal(deps, flow, flow.snapshot.context.plan.env ?? {});
    const change = 'value' in env ? await deps.home.writeEnv(refOf(flow), env.value) : env;
    return [
      change.ok
        ? { type: 'env.written', data: { ...params, ...written(change) } }
        : { type: 'env.failed', data: { ...params, problem: change.problem } },
    ];
  },
  writeModel: async ({ effect: { params }, flow }) => {
    const { model } = flow.snapshot.context.plan;
    if (!model) return [{ type: 'model.skipped', data: params }];
    const change = await deps.home.writeModel(refOf(flow), model);
    return [
      change.ok
        ? { type: 'model.written', data: { ...params, ...written(change) } }
        : { type: 'model.failed', data: { ...params, problem: change.problem } },
    ];
  },
  writeMcp: async ({ effect: { params }, flow }) => {
    const change = await writeMcp(deps, flow, itemOf(flow, params.item));
    return [
      change.ok
        ? { type: 'mcp.written', data: { ...params, ...written(change) } }
        : { type: 'mcp.failed', data: { ...params, problem: change.problem } },
    ];
  },
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
  completeFlow: async ({ effect: { params }, flow }) => {
    await deps.vault.destroy(flow.snapshot.context.flow);
    return [{ type: 'flow.completed', data: params }];
  },
  cancelFlow: async ({ flow }) => {
    await deps.vault.destroy(flow.snapshot.context.flow);
    return [{ type: 'flow.cancelled', data: { outcome: 'cancelled' } }];
  },
});

const writeMcp = async (deps: Deps, flow: Flow, item: Item): Promise<Change> => {
  if (isNameTaken(flow, item)) return duplicate(item);
  const entry = await reveal(deps, flow, serverOf(flow, item));
  return 'value' in entry ? deps.home.writeMcp(refOf(flow), entry.value) : entry;
};

/** Hermes keeps one entry per name: the first in the plan, or the one that is written. */
const isNameTaken = ({ snapshot: { context } }: Flow, { name, index }: Item): boolean =>
  name !== '' &&
  Object.values(context.items).some(
    (other) =>
      other.kind === 'mcp' &&
      other.name === name &&
      other.index !== index &&
      (other.state === 'succeeded' || (other.index ?? 0) < (index ?? 0)),
  );

const duplicate = (item: Item): Change => ({
  ok: false,
  problem: {
    code: 'mcp/duplicate-name',
    message: `The plan names two MCP servers "${item.name}"; the first was written. Give this one another name.`,
    nextAction: 'edit-and-retry',
  },
});

const reveal = async <T>(deps: Deps, flow: Flow, entry: T) => {
  const revealed = revealEntry(entry, await deps.vault.open(flow.snapshot.context.flow));
  return 'value' in revealed ? revealed : { ok: false as const, problem: secretNeeded(revealed.missing) };
};

const secretNeeded = (missing: readonly string[]): Problem => ({
  code: 'secret/needed',
  message: `The secrets ${missing.join(', ')} are no longer kept. Send them again with the retry.`,
  nextAction: 'edit-and-retry',
});

const written = ({ wrote, notices }: Extract<Change, { ok: true }>) => ({
  wrote: { ...wrote },
  ...(notices.length > 0 && { notices: [...notices] }),
});

const serverOf = (flow: Flow, { id, index }: Item): McpServer => {
  const server = flow.snapshot.context.plan.mcpServers[index ?? -1];
  if (!server) throw new Error(`The plan of ${flow.snapshot.context.flow} has no server for its item ${id}`);
  return server;
};

const itemOf = (flow: Flow, id: string): Item => {
  const item = flow.snapshot.context.items[id];
  if (!item)
    throw new Error(`The flow ${flow.snapshot.context.flow} owes an effect for an item it does not have: ${id}`);
  return item;
};

const refOf = ({ snapshot: { context } }: Flow) => ({ flow: context.flow, profile: context.profile });
