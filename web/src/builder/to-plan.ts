import type { McpServerInput, PlanInput } from '../../../src/machines/flow/plan.ts';
import { splitWords } from '../../../src/machines/flow/shell-words.ts';
import type { Draft, McpDraft } from './draft.ts';
import { envNamesOf } from './env-names.ts';
import { type Secrets, slotOf } from './secrets.ts';

/** The plan a draft stands for: what preview, create and export take. A secret that was not given is left out. */
export const toPlan = (draft: Draft, secrets: Secrets): PlanInput => {
  const { name, description, soul, user, alias, clone } = draft.identity;
  const env = valuesOf(envNamesOf(draft), (one) => secrets[slotOf.env(one)]);
  return {
    name: name.trim(),
    ...(isGiven(description) && { description }),
    ...(clone && { clone }),
    ...(isGiven(soul) && { soul }),
    ...(isGiven(user) && { user }),
    alias,
    ...(draft.model && { model: toModel(draft.model) }),
    mcpServers: draft.mcpServers.map((server) => toServer(server, secrets)),
    skills: draft.skills,
    hubSkills: draft.hubSkills.map(({ identifier }) => identifier),
    ...(env && { env }),
  };
};

const toModel = ({ provider, model, baseUrl }: NonNullable<Draft['model']>) => ({
  provider,
  model,
  ...(isGiven(baseUrl) && { baseUrl }),
});

/** A server as the plan has it. */
export const toServer = (server: McpDraft, secrets: Secrets): McpServerInput => ({
  name: server.name.trim(),
  ...(server.transport === 'stdio' ? toStdio(server, secrets) : toHttp(server, secrets)),
});

const toStdio = ({ key, command, args, env, plainEnv }: McpDraft, secrets: Secrets) => {
  const words = splitWords(args) ?? [];
  const values = valuesOf(env, (name) => secrets[slotOf.mcpEnv(key, name)] ?? plainEnv[name]);
  return {
    ...(isGiven(command) && { command }),
    ...(words.length > 0 && { args: [...words] }),
    ...(values && { env: values }),
  };
};

const toHttp = ({ key, url, auth, headers }: McpDraft, secrets: Secrets) => {
  const token = secrets[slotOf.mcpBearer(key)];
  const values = valuesOf(headers, (name) => secrets[slotOf.mcpHeader(key, name)]);
  return {
    ...(isGiven(url) && { url }),
    ...(auth === 'oauth' && { auth }),
    ...(auth === 'bearer' && { auth: 'header', ...(token !== undefined && { bearerToken: token }) }),
    ...(auth === 'headers' && values && { headers: values }),
  };
};

const isGiven = (text: string): boolean => text.trim() !== '';

const valuesOf = (
  names: readonly string[],
  valueOf: (name: string) => string | undefined,
): Record<string, string> | null => {
  const entries = names.flatMap((name) => {
    const value = valueOf(name);
    return name === '' || value === undefined ? [] : [[name, value] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
};
