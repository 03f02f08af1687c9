import type { McpServer, McpServerInput, Plan, PlanInput } from '../../../src/machines/flow/plan.ts';
import { quoteWord } from '../../../src/machines/flow/shell-words.ts';
import type { Draft, HubSkillDraft, McpDraft } from './draft.ts';
import { type Secrets, slotOf } from './secrets.ts';

/** A draft to go on from, and the secrets that were in what it was made of. */
export type Opened = Readonly<{ draft: Draft; secrets: Secrets }>;

/** The draft of a plan: one that was recorded has only the names of its secrets. */
export const toDraft = (plan: Plan | PlanInput): Opened => ({
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
    mcpServers: plan.mcpServers.map(toMcpDraft),
    env: Object.keys(plan.env ?? {}),
  },
  secrets: Object.fromEntries([
    ...toSecrets(plan.env, slotOf.env),
    ...plan.mcpServers.flatMap((server, index) => toServerSecrets(server, keyOf(index))),
  ]),
});

const keyOf = (index: number): string => `plan-${index}`;

const toHubSkill = (identifier: string): HubSkillDraft => ({ identifier, name: identifier, source: '', trust: '' });

const toMcpDraft = (server: McpServer | McpServerInput, index: number): McpDraft => ({
  key: keyOf(index),
  name: server.name,
  transport: server.url === undefined ? 'stdio' : 'http',
  command: server.command ?? '',
  args: (server.args ?? []).map(quoteWord).join(' '),
  env: Object.keys(server.env ?? {}),
  url: server.url ?? '',
  auth: toAuth(server),
  headers: Object.keys(server.headers ?? {}),
});

const toAuth = ({ auth, headers, bearerToken }: McpServer | McpServerInput): McpDraft['auth'] => {
  if (auth === 'oauth') return 'oauth';
  if (auth === 'header' || bearerToken !== undefined) return 'bearer';
  return headers ? 'headers' : 'none';
};

const toServerSecrets = (server: McpServer | McpServerInput, key: string) => [
  ...toSecrets(server.env, (name) => slotOf.mcpEnv(key, name)),
  ...toSecrets(server.headers, (name) => slotOf.mcpHeader(key, name)),
  ...(typeof server.bearerToken === 'string' ? [[slotOf.mcpBearer(key), server.bearerToken] as const] : []),
];

const toSecrets = (values: Plan['env'] | PlanInput['env'], toSlot: (name: string) => string) =>
  Object.entries(values ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[toSlot(name), value] as const] : [],
  );
