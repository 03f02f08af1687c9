import type { Problem } from '../machines/flow/codes.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { Item } from '../machines/flow/item.ts';
import type { McpServer } from '../machines/flow/plan.ts';
import { revealEntry } from '../machines/flow/secrets.ts';
import type { Change } from '../machines/ports/profile-home.ts';
import type { Deps } from './deps.ts';
import { itemOf, type Performers, refOf, written } from './performers.ts';

type ConfigPerformers = Pick<Performers, 'writeEnv' | 'writeModel' | 'writeMcp'>;

/** Writes environment, model and MCP servers, secrets put back in at the last moment. */
export const createConfigPerformers = (deps: Deps): ConfigPerformers => ({
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

const serverOf = (flow: Flow, { id, index }: Item): McpServer => {
  const server = flow.snapshot.context.plan.mcpServers[index ?? -1];
  if (!server) throw new Error(`The plan of ${flow.snapshot.context.flow} has no server for its item ${id}`);
  return server;
};
