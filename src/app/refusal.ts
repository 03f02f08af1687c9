/** Why a command or a question was refused: the closed list of error codes, `area/what-is-wrong`. */
export const errorCodes = [
  'action/not-found',
  'action/not-started',
  'archive/failed',
  'archive/invalid',
  'archive/not-found',
  'auth/required',
  'auth/ticket-invalid',
  'catalog/not-found',
  'clone/source-missing',
  'confirm/mismatch',
  'cursor/invalid',
  'edit/invalid',
  'flow/exists',
  'flow/imported',
  'flow/not-allowed',
  'flow/not-found',
  'flow/unreadable',
  'flow/version-mismatch',
  'fork/unused-answer',
  'guard/host',
  'guard/origin',
  'guard/target',
  'hub/identifier-invalid',
  'hub/needs-hermes',
  'hub/no-scanner',
  'hub/not-found',
  'hub/scan-failed',
  'hub/several-skills',
  'hub/source-failed',
  'hub/unsafe-content',
  'idempotency/key-invalid',
  'idempotency/key-reused',
  'import/differs',
  'import/invalid',
  'import/unknown-definition',
  'install/invalid-identifier',
  'install/needs-hermes',
  'internal/unexpected',
  'item/not-found',
  'machine/not-found',
  'model/incomplete',
  'mcp/exists',
  'mcp/invalid',
  'mcp/not-found',
  'name/default',
  'name/empty',
  'name/invalid',
  'name/reserved',
  'page/not-built',
  'profile/default',
  'profile/exists',
  'profile/in-progress',
  'profile/missing',
  'profile/not-created',
  'profile/not-found',
  'profile/unreadable',
  'profile/unwritable',
  'profile/not-written',
  'profile/used',
  'request/content-type',
  'request/invalid',
  'request/length-required',
  'request/not-json',
  'request/too-large',
  'route/not-found',
  'route/method-not-allowed',
  'secret/needed',
  'server/busy',
  'server/closing',
  'skill/not-found',
  'skills/none-with-clone',
  'store/busy',
  'store/unavailable',
  'terminal/none',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A refused command or question: nothing was recorded. `message` is for people, `code` for machines. */
export type Refusal = Readonly<{
  code: ErrorCode;
  message: string;
  /** Id of the flow it is about, or that stands in the way. */
  flow?: string;
  item?: string;
  /** Names that belong to the message: missing secrets, paths in use. */
  names?: readonly string[];
}>;

export const refuse = (
  code: ErrorCode,
  message: string,
  about: Omit<Refusal, 'code' | 'message'> = {},
): { refusal: Refusal } => ({
  refusal: { code, message, ...about },
});

export type Refused = ReturnType<typeof refuse>;
export const isRefused = (answer: object): answer is Refused => 'refusal' in answer;
