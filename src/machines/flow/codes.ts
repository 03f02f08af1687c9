import { z } from 'zod';

/** Why an item failed: the closed list of problem codes, `area/what-is-wrong`. */
export const problemCodes = [
  'profile/exists',
  'profile/missing',
  'profile/replaced',
  'identity/not-permitted',
  'identity/no-space',
  'identity/read-only',
  'identity/clone-source-missing',
  'identity/failed',
  'env/invalid-name',
  'env/refused-name',
  'env/write-failed',
  'model/incomplete',
  'model/write-failed',
  'mcp/missing-name',
  'mcp/missing-command',
  'mcp/command-and-url',
  'mcp/unsupported-auth',
  'mcp/args-with-url',
  'mcp/env-with-url',
  'mcp/missing-token',
  'mcp/token-without-auth',
  'mcp/auth-with-command',
  'mcp/unsafe-command',
  'mcp/duplicate-name',
  'mcp/token-collision',
  'mcp/write-failed',
  'config/unreadable',
  'config/changed-meanwhile',
  'skills/seed-failed',
  'skills/write-failed',
  'skill/unknown',
  'skill/failed',
  'install/invalid-identifier',
  'install/needs-hermes',
  'install/needs-git',
  'install/not-found',
  'install/blocked',
  'install/ambiguous',
  'install/no-name',
  'install/not-started',
  'install/exit-code',
  'install/usage',
  'install/unproved',
  'install/several-skills',
  'install/unsafe-content',
  'install/name-taken',
  'install/timed-out',
  'install/cancelled',
  'install/lost',
  'install/declined',
  'secret/needed',
  'internal/unexpected',
] as const;

/** Why an MCP server could not be tried out, beside the rules its entry breaks (`mcp/…` of `problemCodes`). */
export const mcpTestCodes = [
  'mcp/not-on-path',
  'mcp/not-started',
  'mcp/exited',
  'mcp/timed-out',
  'mcp/cancelled',
  'mcp/too-much-output',
  'mcp/not-mcp',
  'mcp/refused',
  'mcp/invalid-url',
  'mcp/invalid-header',
  'mcp/unreachable',
  'mcp/needs-authentication',
  'mcp/http-error',
  'mcp/busy',
] as const;

/** What the user should know although nothing went wrong. */
export const noticeCodes = [
  'alias/name-taken',
  'alias/name-reserved',
  'alias/write-failed',
  'alias/off-path',
  'hermes/not-found',
  'skills/no-bundle',
  'model/no-api-key',
  'model/needs-sign-in',
  'install/already-present',
  'install/other-identifier',
  'install/inactive',
  'env/value-changed',
] as const;

/** What the user can do next about a problem. */
export const nextActions = ['retry', 'edit-and-retry', 'open-page', 'create-again', 'none'] as const;

export type ProblemCode = (typeof problemCodes)[number];
export type McpTestCode = (typeof mcpTestCodes)[number];
export type NoticeCode = (typeof noticeCodes)[number];
export type NextAction = (typeof nextActions)[number];

/** One failed item: why, in one plain sentence, and what the user can do about it. */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  nextAction: z.enum(nextActions),
  href: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Something worth knowing about an item that is not a failure. */
export const noticeSchema = z.object({ code: z.enum(noticeCodes), message: z.string() });
export type Notice = z.infer<typeof noticeSchema>;
