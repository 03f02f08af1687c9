import { plainLine } from './plain-text.ts';
import { quoteWord } from '../machines/flow/shell-words.ts';
import type { FlowWire, ItemWire, ProblemWire } from './wire.ts';

/** How to call this program, and Hermes when it needs to be told its home (null = it finds it by itself). */
export type Callable = Readonly<{ self: string; hermes: string | null }>;

/** What became of a flow, in words: what there is, what there is not, how to use it, and what to do about each problem. */
export const toEnding = (flow: FlowWire, { self, hermes }: Callable): readonly string[] =>
  [
    toSentence(flow),
    ...(hasProfile(flow) ? [`Use it: ${useCommand(flow, hermes)}`] : []),
    ...(flow.outcome === 'discarded' ? [] : toDetails(flow, self)),
  ].map(plainLine);

const toDetails = (flow: FlowWire, self: string): readonly string[] => [
  ...flow.notices.map(({ item, message }) => `Note on ${item}: ${message}`),
  ...flow.problems.flatMap((problem) => [
    '',
    `${problem.item}: ${problem.message}`,
    ...(flow.imported ? [] : nextLines(flow, problem, self)),
  ]),
];

const hasProfile = ({ items, outcome, imported }: FlowWire): boolean =>
  !imported && outcome !== 'discarded' && items.some(({ id, state }) => id === 'identity' && state === 'succeeded');

const toSentence = (flow: FlowWire): string => {
  const name = flow.profile;
  if (flow.imported) return `It ran elsewhere and was imported at ${flow.imported.at}: there is nothing of it here.`;
  if (flow.outcome === null) return `The profile ${name} is not finished yet: it is at ${flow.state}.`;
  if (flow.outcome === 'discarded') return `The profile ${name} was removed.`;
  if (!hasProfile(flow)) return `There is no profile ${name}: nothing was left on disk.`;
  const isThere = ({ id, state }: ItemWire): boolean => state === 'succeeded' && id !== 'identity';
  const isMissing = ({ state }: ItemWire): boolean =>
    state === 'failed' || state === 'timed-out' || state === 'cancelled';
  const there = listOf(flow.items.filter(isThere));
  const missing = listOf(flow.items.filter(isMissing));
  const have = `You have the profile ${name}${there === '' ? '' : ` with ${there}`}`;
  return missing === '' ? `${have}.` : `${have}; you do not have ${missing}.`;
};

const listOf = (items: readonly ItemWire[]): string => {
  const names = items.map(nameOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

const stepNames = new Map([
  ['alias', 'its alias'],
  ['env', 'its environment'],
  ['model', 'its model'],
  ['skills', 'its skills'],
  ['identity', 'its directory'],
]);

const nameOf = ({ id, kind, name }: ItemWire): string => {
  const words = { mcp: 'MCP server', install: 'hub skill', skill: 'skill' }[kind];
  return words === undefined ? (stepNames.get(id) ?? id) : `the ${words} ${name || id}`;
};

/** The alias is a command of the profile's name, but it knows no home and may be off the PATH. */
const useCommand = ({ profile, items, notices }: FlowWire, hermes: string | null): string => {
  const hasAlias = items.some(({ id, state }) => id === 'alias' && state === 'succeeded');
  const isOnPath = !notices.some(({ code }) => code === 'alias/off-path');
  return hasAlias && isOnPath && hermes === null ? profile : `${hermes ?? 'hermes'} -p ${profile}`;
};

const nextLines = (flow: FlowWire, problem: ProblemWire, self: string): readonly string[] => {
  // A flow without a profile, or one that was stopped, takes no retries.
  const isOver = flow.outcome === 'rejected' || flow.outcome === 'cancelled';
  if (isOver && problem.nextAction !== 'create-again') return [];
  const retry = `${self} retry ${flow.id} ${quoteWord(problem.item)}`;
  if (problem.nextAction === 'retry') return [`  Try again: ${retry}`];
  if (problem.nextAction === 'edit-and-retry')
    return [`  Mend and try again: ${retry} --edit ${quoteWord(editOf(flow, problem.item))}`];
  if (problem.nextAction === 'open-page' && problem.href !== undefined) return [`  Open: ${problem.href}`];
  if (problem.nextAction === 'create-again') return [`  Mend it and create again: ${self} create …`];
  return [];
};

/** What there is to edit: the entry as planned, for the user to change. Secrets stay references, which the server knows. */
const editOf = ({ plan, items }: FlowWire, id: string): string => {
  const item = items.find((candidate) => candidate.id === id);
  if (item?.kind === 'install' || item?.kind === 'skill') return item.name ?? 'IDENTIFIER';
  if (item?.kind !== 'mcp') return JSON.stringify(plan[id] ?? null);
  const servers = Array.isArray(plan['mcpServers']) ? plan['mcpServers'] : [];
  const index = items.filter(({ kind }) => kind === 'mcp').findIndex((candidate) => candidate.id === id);
  return JSON.stringify(servers[index] ?? { name: item.name });
};
