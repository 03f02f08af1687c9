import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { ErrorCode, Refusal } from '../app/refusal.ts';

/** Statuses of refusals; clients tell by them an answer from a problem. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 411 | 412 | 413 | 415 | 421 | 422 | 500 | 502 | 503;

/** What of an error is the same every time it happens. */
type Kind = Readonly<{ status: ProblemStatus; title: string }>;

/** HTTP status and title of every code; a code without one does not compile. */
export const kinds: Readonly<Record<ErrorCode, Kind>> = {
  'action/not-found': { status: 404, title: 'There is no such action' },
  'action/not-started': { status: 500, title: 'The action could not be started' },
  'archive/failed': { status: 500, title: 'The archive could not be made or unpacked' },
  'archive/invalid': { status: 400, title: 'The archive cannot be taken' },
  'archive/not-found': { status: 404, title: 'There is no such archive' },
  'auth/required': { status: 401, title: 'A token is needed' },
  'auth/ticket-invalid': { status: 401, title: 'The ticket is not valid' },
  'catalog/not-found': { status: 404, title: 'The catalog has no such entry' },
  'clone/source-missing': { status: 422, title: 'The profile to clone does not exist' },
  'confirm/mismatch': { status: 422, title: 'The confirmation does not match' },
  'cursor/invalid': { status: 400, title: 'The cursor is not a version' },
  'edit/invalid': { status: 422, title: 'The edit has the wrong shape' },
  'flow/exists': { status: 409, title: 'Another flow has this id' },
  'flow/imported': { status: 409, title: 'The flow was imported and is read-only' },
  'flow/not-allowed': { status: 409, title: 'The flow does not take this now' },
  'flow/not-found': { status: 404, title: 'There is no such flow' },
  'flow/unreadable': { status: 500, title: 'The flow cannot be read' },
  'flow/version-mismatch': { status: 412, title: 'The flow is at another version' },
  'fork/unused-answer': { status: 422, title: 'An answer would come to nothing' },
  'guard/host': { status: 421, title: 'This server does not answer for that host' },
  'guard/origin': { status: 403, title: 'The request comes from another site' },
  'guard/target': { status: 421, title: 'The request target is not a path' },
  'hub/identifier-invalid': { status: 400, title: 'The identifier names no skill' },
  'hub/needs-hermes': { status: 502, title: 'Only Hermes can reach that skill' },
  'hub/no-scanner': { status: 503, title: 'Hermes, whose scanner is needed, was not found' },
  'hub/not-found': { status: 404, title: 'There is no such skill' },
  'hub/scan-failed': { status: 502, title: 'The skill could not be scanned' },
  'hub/several-skills': { status: 404, title: 'There are several skills' },
  'hub/source-failed': { status: 502, title: 'The source of the skill failed' },
  'hub/unsafe-content': { status: 422, title: 'The skill cannot be installed as it is' },
  'idempotency/key-invalid': { status: 400, title: 'The idempotency key is not valid' },
  'idempotency/key-reused': { status: 422, title: 'The idempotency key was used for another request' },
  'import/differs': { status: 422, title: 'The exported flow is not as it was recorded' },
  'import/invalid': { status: 422, title: 'The body is not an exported flow' },
  'import/unknown-definition': { status: 422, title: 'The machine of the flow is not known here' },
  'install/invalid-identifier': { status: 400, title: 'The identifier cannot be installed' },
  'install/needs-hermes': { status: 400, title: 'Hermes is needed for this' },
  'internal/unexpected': { status: 500, title: 'Something went wrong here' },
  'item/not-found': { status: 404, title: 'The flow has no such item' },
  'machine/not-found': { status: 404, title: 'There is no such definition' },
  'model/incomplete': { status: 400, title: 'Provider and model are needed' },
  'mcp/exists': { status: 409, title: 'The MCP server exists' },
  'mcp/invalid': { status: 400, title: 'The MCP server cannot be written as it is' },
  'mcp/not-found': { status: 404, title: 'The profile has no such MCP server' },
  'name/default': { status: 422, title: 'The default profile cannot be created' },
  'name/empty': { status: 422, title: 'The profile has no name' },
  'name/invalid': { status: 422, title: 'The profile name is not allowed' },
  'name/reserved': { status: 422, title: 'The profile name is reserved' },
  'page/not-built': { status: 503, title: 'The page is not built' },
  'profile/default': { status: 400, title: 'The default profile stays what it is' },
  'profile/exists': { status: 409, title: 'The profile exists' },
  'profile/in-progress': { status: 409, title: 'The profile is being worked on' },
  'profile/missing': { status: 409, title: 'The profile is gone' },
  'profile/not-created': { status: 500, title: 'The profile could not be created' },
  'profile/not-found': { status: 404, title: 'There is no such profile' },
  'profile/unreadable': { status: 500, title: 'The profile cannot be read' },
  'profile/unwritable': { status: 500, title: 'The profile could not be changed' },
  'profile/not-written': { status: 500, title: 'The profile could not be changed' },
  'profile/used': { status: 409, title: 'The profile has been used' },
  'request/content-type': { status: 415, title: 'The body must be application/json' },
  'request/invalid': { status: 422, title: 'The request has the wrong shape' },
  'request/length-required': { status: 411, title: 'The length of the body is needed' },
  'request/not-json': { status: 400, title: 'The body is not JSON' },
  'request/too-large': { status: 413, title: 'The body is too large' },
  'route/method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'route/not-found': { status: 404, title: 'There is nothing here' },
  'secret/needed': { status: 422, title: 'A secret is needed again' },
  'server/busy': { status: 503, title: 'The server has too much to do' },
  'server/closing': { status: 503, title: 'The server is closing' },
  'skill/not-found': { status: 404, title: 'The profile has no such skill' },
  'skills/none-with-clone': { status: 422, title: 'A clone cannot go without skills' },
  'store/busy': { status: 503, title: 'The event store is busy' },
  'store/unavailable': { status: 503, title: 'The event store cannot be reached' },
  'terminal/none': { status: 400, title: 'No terminal can be opened' },
};

/** One part of a body that has the wrong shape, as FastAPI says it; never the value. */
export type ShapeError = Readonly<{ type: string; loc: readonly (string | number)[]; msg: string }>;

/** An RFC 9457 problem document. `detail` is a list only where Hermes' dashboard has one. */
export type ProblemDocument = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string | readonly ShapeError[];
  code: ErrorCode;
  /** Also in the `X-Request-Id` header and in the server's log. */
  requestId: string;
  flow?: string;
  item?: string;
  names?: readonly string[];
}>;

/** How a route's answer differs from the table. */
export type ProblemOptions = Readonly<{
  status?: ProblemStatus | undefined;
  detail?: readonly ShapeError[] | undefined;
  headers?: Readonly<Record<string, string>>;
  requestId?: string;
}>;

/** The problem document of a refusal. */
export const toProblem = ({ code, message, ...about }: Refusal, options: ProblemOptions = {}): ProblemDocument => ({
  type: `urn:profile-builder:problem:${code}`,
  title: kinds[code].title,
  status: options.status ?? kinds[code].status,
  detail: options.detail ?? message,
  code,
  requestId: options.requestId ?? randomUUID(),
  ...about,
});

/** Answers a refusal with its problem document. */
export const sendProblem = (c: Context, refusal: Refusal, options: ProblemOptions = {}) => {
  const problem = toProblem(refusal, options);
  return c.json(problem, options.status ?? kinds[refusal.code].status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': problem.requestId,
    ...authenticate[refusal.code],
    ...options.headers,
  });
};

const bearer = { 'WWW-Authenticate': 'Bearer realm="profile-builder"' };
const authenticate: Partial<Record<ErrorCode, Record<string, string>>> = {
  'auth/required': bearer,
  'auth/ticket-invalid': bearer,
  'server/busy': { 'Retry-After': '2' },
  'store/busy': { 'Retry-After': '2' },
  'store/unavailable': { 'Retry-After': '2' },
  'server/closing': { 'Retry-After': '2' },
};
