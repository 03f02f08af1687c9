import type { NextAction, Problem, ProblemCode } from '../../machines/flow/codes.ts';

export type Refusal = Readonly<{ ok: false; problem: Problem }>;

/** A refusal by value, its message without passwords of URLs; most can be cured by another identifier. */
export const refuse = (code: ProblemCode, message: string, nextAction: NextAction = 'edit-and-retry'): Refusal => ({
  ok: false,
  problem: { code, message: withoutCredentials(message), nextAction },
});

/** The text with what stands before the host of a URL left out. */
export const withoutCredentials = (text: string): string => text.replaceAll(/\/\/[^/\s@]+@/g, '//***@');
