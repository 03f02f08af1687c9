import { endings } from '../../../../src/machines/flow/answers.ts';
import { type ProblemCode, problemCodes } from '../../../../src/machines/flow/codes.ts';
import { type EventType, eventSchemas } from '../../../../src/machines/flow/events.ts';
import type { ChosenAnswer } from '../../../../src/machines/flow/trial.ts';

/** How an attempt of an item ends in a fork instead; `code` is the problem of one that fails. */
export type Answer = Readonly<{ item: string; attempt: number; type: EventType; code: ProblemCode | null }>;

/** An answer as the address has it: `mcp.failed@mcp/write-failed#1 mcp:docs`. */
export const writeAnswer = ({ item, attempt, type, code }: Answer): string =>
  `${type}${code === null ? '' : `@${code}`}#${attempt} ${item}`;

/** The answer an address has; null for what is none. */
export const parseAnswer = (text: string): Answer | null => {
  const [, word, problem, attempt, item] = /^([a-z.-]+)(?:@([a-z/-]+))?#([1-9]\d*) (.+)$/s.exec(text) ?? [];
  const type = endings.find((ending) => ending === word);
  if (!type || item === undefined) return null;
  const code = hasProblem(type) ? problemCodes.find((one) => one === problem) : null;
  return { item, attempt: Number(attempt), type, code: code === undefined ? codeFor(type) : code };
};

/** Whether an event of this type tells of a problem. */
export const hasProblem = (type: EventType): boolean => 'problem' in eventSchemas[type].shape;

/** The answers with one for the same attempt in place of what was chosen before. */
export const withAnswer = (answers: readonly Answer[], answer: Answer): readonly Answer[] => [
  ...withoutAnswer(answers, answer),
  answer,
];

/** One attempt of an item. */
export type Attempt = Readonly<{ item: string; attempt?: number | undefined }>;

export const withoutAnswer = (answers: readonly Answer[], attempt: Attempt): readonly Answer[] =>
  answers.filter((answer) => !isSameAttempt(answer, attempt));

export const isSameAttempt = (one: Attempt, other: Attempt): boolean =>
  one.item === other.item && one.attempt === other.attempt;

/** The answer as a fork takes it; `message` is what the problem says. */
export const toChosen = ({ item, attempt, type, code }: Answer, message: string): ChosenAnswer => {
  const problem = code === null ? undefined : { code, message, nextAction: 'retry' };
  return { item, attempt, event: { type, ...(problem && { data: { problem } }) } };
};

/** The problem an event of this type tells of when nobody says; null for one that tells of none. */
export const codeFor = (type: EventType): ProblemCode | null =>
  hasProblem(type) ? (ownCodes[type] ?? unexpected) : null;

const unexpected: ProblemCode = 'internal/unexpected';

const ownCodes: Partial<Record<EventType, ProblemCode>> = {
  'install.timed-out': 'install/timed-out',
  'install.cancelled': 'install/cancelled',
};

/** Problems an item can have, the one without a reason first. */
export const codesOf = (item: string): readonly ProblemCode[] => {
  const [kind = ''] = item.split(':');
  const areas = [kind, 'profile', ...(areasBeside[kind] ?? [])];
  return [unexpected, ...problemCodes.filter((code) => areas.some((area) => code.startsWith(`${area}/`)))];
};

const areasBeside: Readonly<Record<string, readonly string[]>> = {
  env: ['secret'],
  model: ['config'],
  mcp: ['config', 'secret'],
  skills: ['config'],
};
