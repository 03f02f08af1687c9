import type { McpServer, Plan } from '../../../src/machines/flow/plan.ts';
import { quoteWord } from '../../../src/machines/flow/shell-words.ts';
import type { FlowText } from '../i18n/en/flow.ts';

/** One thing that was asked for: a line or several; `secrets` are shown by name only. */
export type PlanRow = Readonly<{ title: string; lines: readonly string[]; secrets: readonly string[] }>;

/** What was asked for, as far as anything was said; secrets have no value here and get none. */
export const toPlanRows = (plan: Plan, { plan: text }: FlowText): readonly PlanRow[] =>
  [
    row(text.name, [plan.name]),
    row(text.description, given(plan.description)),
    row(text.clone, plan.clone ? [text.cloneOf(plan.clone.from, plan.clone.mode === 'all')] : []),
    row(text.persona, plan.soul ? [text.given(plan.soul.length)] : []),
    row(text.user, plan.user ? [text.given(plan.user.length)] : []),
    row(text.alias, [plan.alias ? text.aliasYes : text.aliasNo]),
    row(text.model, [plan.model ? `${plan.model.provider} · ${plan.model.model}` : text.noModel]),
    row(text.mcp, plan.mcpServers.map(toServerLine), plan.mcpServers.flatMap(toSecretNames)),
    row(text.skills, toSkillLines(plan, text)),
    row(text.hub, plan.hubSkills),
    row(text.env, [], Object.keys(plan.env ?? {})),
  ].filter(({ lines, secrets }) => lines.length + secrets.length > 0);

const row = (title: string, lines: readonly string[], secrets: readonly string[] = []): PlanRow => ({
  title,
  lines,
  secrets,
});

const given = (text: string | undefined): readonly string[] => (text?.trim() ? [text] : []);

const toServerLine = ({ name, command, args = [], url }: McpServer): string =>
  [`${name}:`, ...(command === undefined ? [] : [command, ...args.map(quoteWord)]), url ?? ''].join(' ').trim();

const toSecretNames = ({ env, headers, bearerToken }: McpServer): readonly string[] => [
  ...Object.keys({ ...env, ...headers }),
  ...(bearerToken === undefined ? [] : ['Authorization']),
];

const toSkillLines = ({ skills }: Plan, text: FlowText['plan']): readonly string[] => {
  const { mode, keep, optional } = skills;
  const bundle = mode === 'exactly' ? text.skillModes.exactly(keep.length) : text.skillModes[mode];
  return [bundle, ...(optional.length > 0 ? [text.optional(optional.length)] : [])];
};
