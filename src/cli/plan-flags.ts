import { usageError } from './cli-error.ts';
import type { Environment } from './io.ts';
import type { PlanDraft } from '../machines/blueprint/check-plan.ts';
import { splitWords } from '../machines/flow/shell-words.ts';

/** The flags of `create` that say what to make; files already read. */
export type PlanFlags = Readonly<{
  name?: string | undefined;
  description?: string | undefined;
  soul?: string | undefined;
  user?: string | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  baseUrl?: string | undefined;
  mcp?: readonly string[] | undefined;
  hubSkill?: readonly string[] | undefined;
  skills?: string | undefined;
  keep?: readonly string[] | undefined;
  optional?: readonly string[] | undefined;
  env?: readonly string[] | undefined;
  cloneFrom?: string | undefined;
  cloneMode?: string | undefined;
  alias?: boolean | undefined;
}>;

/** A draft with the flags laid over it: single values replace, lists grow, an MCP server of the same name is replaced. */
export const withFlags = (draft: PlanDraft, flags: PlanFlags, env: Environment): PlanDraft => {
  const { name, description, soul, user } = flags;
  return defined({
    ...draft,
    ...defined({ name, description, soul, user, alias: flags.alias === false ? false : undefined }),
    model: merged(draft['model'], { provider: flags.provider, model: flags.model, baseUrl: flags.baseUrl }),
    mcpServers: withServers(draft['mcpServers'], flags.mcp ?? []),
    skills: withSkills(draft['skills'], flags),
    hubSkills: appended(draft['hubSkills'], flags.hubSkill),
    env: merged(draft['env'], readVariables(flags.env ?? [], env)),
    clone: merged(draft['clone'], { from: flags.cloneFrom, mode: flags.cloneMode }),
  });
};

/** `name=command args…` or `name=https://…`, as an entry of the plan. */
export const parseServer = (text: string): Readonly<Record<string, unknown>> => {
  const at = text.indexOf('=');
  if (at < 1) throw usageError(`--mcp "${text}": write name=command args… or name=https://….`);
  const [name, rest] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (/^https?:\/\/\S+$/i.test(rest)) return { name, url: rest };
  const [command, ...args] = splitWords(rest) ?? [];
  if (command === undefined)
    throw usageError(`--mcp "${text}": there is no command after "${name}=", or a quote is left open.`);
  return args.length === 0 ? { name, command } : { name, command, args };
};

const withServers = (planned: unknown, texts: readonly string[]): unknown => {
  if (texts.length === 0) return planned;
  const added = texts.map(parseServer);
  const names = new Set(added.map(({ name }) => name));
  const kept = asList(planned).filter(
    (entry) => !(typeof entry === 'object' && entry !== null && 'name' in entry && names.has(entry.name)),
  );
  return [...kept, ...added];
};

/** Naming what to keep means "exactly" unless something else is said. */
const withSkills = (planned: unknown, { skills: mode, keep, optional }: PlanFlags): unknown => {
  if (mode === undefined && !keep && !optional) return planned;
  const draft = merged(planned, { mode: mode ?? (keep ? 'exactly' : undefined) });
  const given = typeof draft === 'object' && draft !== null ? { ...draft } : {};
  const before = new Map(Object.entries(given));
  return defined({
    ...given,
    keep: appended(before.get('keep'), keep),
    optional: appended(before.get('optional'), optional),
  });
};

/** Values come from the environment: on a command line every user of the machine could read them. */
const readVariables = (names: readonly string[], env: Environment): Readonly<Record<string, string>> => {
  const withValue = names.find((name) => name.includes('='));
  if (withValue !== undefined) {
    throw usageError(
      `--env ${withValue.split('=')[0]}=…: give the name only; the value is taken from the environment, never from the command line.`,
    );
  }
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw usageError(`--env ${missing.join(', ')}: not set in the environment.`);
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']));
};

const appended = (planned: unknown, added: readonly string[] | undefined): unknown =>
  added === undefined || added.length === 0 ? planned : [...asList(planned), ...added];

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The planned object with what was given laid over it; as planned when nothing was. */
const merged = (planned: unknown, given: Readonly<Record<string, string | undefined>>): unknown => {
  const added = defined(given);
  if (Object.keys(added).length === 0) return planned;
  return typeof planned === 'object' && planned !== null ? { ...planned, ...added } : added;
};

const defined = (values: Readonly<Record<string, unknown>>): PlanDraft =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
