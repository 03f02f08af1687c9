import { planSchema } from '../../src/machines/flow/plan.ts';
import { type Flow, canTake, fold } from '../../src/machines/flow/fold.ts';
import { GENESIS, hashRecord } from '../../src/machines/flow/hash.ts';
import { parseRecord } from '../../src/machines/flow/record.ts';
import type { Fact } from '../../src/machines/flow/events.ts';
import type { StoredRecord } from '../../src/machines/ports/event-store.ts';
import { sha256 } from '../../src/cli/sha256.ts';

export const flowId = 'flw_demo';

export const plan = planSchema.parse({
  name: 'coder',
  model: { provider: 'openrouter', model: 'nous/hermes-4-70b' },
  mcpServers: [
    { name: 'fs', command: 'npx', args: ['-y', 'server'], env: { KEY: { secret: 'mcp.fs.env.KEY' } } },
    { name: 'bad' },
  ],
  hubSkills: ['file:///skills/one'],
});

const attempt = 1;
const wrote = {};
const install = 'install:file:///skills/one';

export const facts: readonly Fact[] = [
  { type: 'flow.started', data: { definition: 'profile-create@1', flow: flowId, profile: 'coder', plan } },
  { type: 'identity.created', data: { item: 'identity', attempt, wrote, path: '/home/u/.hermes/profiles/coder' } },
  { type: 'alias.written', data: { item: 'alias', attempt, path: '/home/u/.local/bin/coder' } },
  { type: 'model.written', data: { item: 'model', attempt, wrote } },
  { type: 'mcp.written', data: { item: 'mcp:fs', attempt, wrote } },
  {
    type: 'mcp.failed',
    data: {
      item: 'mcp:bad',
      attempt,
      problem: {
        code: 'mcp/missing-command',
        message: 'The server bad has neither command nor url.',
        nextAction: 'edit-and-retry',
      },
    },
  },
  { type: 'skills.applied', data: { item: 'skills', attempt, wrote, seeded: [], disabled: [], added: [] } },
  { type: 'install.queued', data: { item: install, attempt, pid: 4711 } },
  { type: 'install.started', data: { item: install, attempt, pid: 4712 } },
  { type: 'install.succeeded', data: { item: install, attempt, wrote, name: 'one', path: 'skills/one' } },
  { type: 'flow.completed', data: { outcome: 'with-problems' } },
];

/** Records facts as a server would: each answering the effect that is owed for its item, hashed in a chain. */
export const record = (recorded: readonly Fact[], id = flowId): readonly StoredRecord[] => {
  const records: StoredRecord[] = [];
  let flow: Flow | null = null;
  let hash = GENESIS;
  for (const fact of recorded) {
    const draft = toDraft(fact, flow, { version: records.length + 1, id });
    const event = parseRecord(draft);
    if (event === null || (flow !== null && !canTake(flow, event)))
      throw new Error(`${fact.type} is not taken at version ${draft.version}`);
    const next: Flow | undefined = fold(flow, event)?.flow;
    if (!next) throw new Error(`${fact.type} does not fold`);
    flow = next;
    hash = hashRecord(sha256, hash, draft, flow);
    records.push({ ...draft, hash });
  }
  return records;
};

const toDraft = (
  { type, data }: Fact,
  flow: Flow | null,
  { version, id }: { version: number; id: string },
): StoredRecord => ({
  stream: `flow-${id}`,
  version,
  position: version + 100,
  type,
  schema: 1,
  at: new Date(Date.UTC(2026, 0, 1) + version * 100).toISOString(),
  data: JSON.stringify(data),
  causation: causationOf(flow, 'item' in data ? data.item : null),
  correlation: id,
  command: null,
  hash: '',
});

const causationOf = (flow: Flow | null, item: string | null | undefined): string | null => {
  for (const { key, params } of flow?.pending.values() ?? []) {
    if (item === null ? !('item' in params) : 'item' in params && params.item === item) return key;
  }
  return null;
};

export const flowAt = (records: readonly StoredRecord[], version: number): Flow => {
  let flow: Flow | null = null;
  for (const stored of records.slice(0, version)) {
    const event = parseRecord(stored);
    flow = (event && fold(flow, event)?.flow) ?? null;
  }
  if (flow === null) throw new Error(`no flow at version ${version}`);
  return flow;
};
