import { z } from 'zod';
import type { PlanInput } from '../machines/flow/plan.ts';
import { flag } from './hermes-flag.ts';

const text = z.string().nullish();
const texts = z.array(z.string()).default([]);

/** Hermes' `MCPServerCreate`. */
export const hermesServerSchema = z.object({
  name: z.string(),
  url: text,
  command: text,
  args: texts,
  env: z.record(z.string(), z.string()).default({}),
  /** Any text, as in Hermes: one it does not know fails its own server and not the create. */
  auth: text,
  bearer_token: text,
});

/** The body of Hermes' `POST /api/profiles`; unknown keys are ignored. `builtin_skills` is another name of `keep_skills`. */
export const hermesCreateSchema = z.object({
  name: z.string(),
  clone_from: text,
  clone_from_default: flag,
  clone_all: flag,
  no_skills: flag,
  description: text,
  provider: text,
  model: text,
  mcp_servers: z.array(hermesServerSchema).default([]),
  keep_skills: texts,
  builtin_skills: texts,
  hub_skills: texts,
});
export type HermesCreate = z.infer<typeof hermesCreateSchema>;

/** The plan that does what Hermes would do with the body. */
export const toPlan = (body: HermesCreate): PlanInput => ({
  name: body.name,
  ...given('description', trimmed(body.description)),
  ...given('clone', toClone(body)),
  ...given('model', toModel(body)),
  alias: true,
  mcpServers: body.mcp_servers.map(toServer),
  skills: toSkills(body),
  hubSkills: body.hub_skills.map((id) => id.trim()).filter((id) => id !== ''),
});

const toClone = ({ clone_from, clone_all, clone_from_default }: HermesCreate): PlanInput['clone'] => {
  const from = trimmed(clone_from) ?? (clone_all || clone_from_default ? 'default' : undefined);
  return from === undefined ? undefined : { from, mode: clone_all ? 'all' : 'config', credentials: 'all' };
};

/** Both or neither: half a choice is no choice. */
const toModel = (body: HermesCreate): PlanInput['model'] => {
  const provider = trimmed(body.provider);
  const model = trimmed(body.model);
  return provider !== undefined && model !== undefined ? { provider, model } : undefined;
};

const toSkills = (body: HermesCreate): PlanInput['skills'] => {
  const keep = body.keep_skills.length > 0 ? body.keep_skills : body.builtin_skills;
  const mode = body.no_skills ? 'none' : keep.length > 0 ? 'exactly' : 'bundle';
  return { mode, keep: mode === 'exactly' ? keep : [], optional: [] };
};

/** The server as plans have it. */
export const toServer = (entry: z.infer<typeof hermesServerSchema>): PlanInput['mcpServers'][number] => ({
  name: entry.name,
  ...given('url', trimmed(entry.url)),
  ...given('command', trimmed(entry.command)),
  ...given('args', entry.args.length > 0 ? entry.args : undefined),
  ...given('env', Object.keys(entry.env).length > 0 ? entry.env : undefined),
  ...given('auth', entry.auth === 'none' ? undefined : (entry.auth ?? undefined)),
  ...given('bearerToken', entry.bearer_token ?? undefined),
});

/** Blank is not given. */
const trimmed = (value: string | null | undefined): string | undefined => value?.trim() || undefined;

const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
