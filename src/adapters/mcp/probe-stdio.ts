import { isAbsolute, join } from 'node:path';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { findOnPath } from '../find-on-path.ts';
import type { McpEntry } from '../hermes-home/mcp-check.ts';
import type { Host } from '../runner/host.ts';
import { type Failure, ProbeFailed, inSeconds, raceAbort } from './failure.ts';
import { type Listed, listTools } from './list-tools.ts';
import { type Seen, createStdioChild } from './stdio-child.ts';

export type StdioEntry = Extract<McpEntry, { kind: 'stdio' }>;

export type StdioSettings = Readonly<{
  env: Readonly<Record<string, string>>;
  cwd: string;
  host: Host;
  version: string;
}>;

/** `signal` aborts after `timeoutMs`, or earlier when nobody waits any more. */
export type Attempt = Readonly<{ signal: AbortSignal; timeoutMs: number }>;

/** Starts a server, asks for its tools, and ends all it started. Rejects with `ProbeFailed`. */
export const probeStdio = async (entry: StdioEntry, settings: StdioSettings, attempt: Attempt): Promise<Listed> => {
  const env = { ...safeEnvironment(settings.env), ...entry.env };
  const file = await findProgram(entry.command, env['PATH'] ?? '', settings.cwd);
  const child = createStdioChild({ file, args: entry.args, env, cwd: settings.cwd }, settings.host);
  const over = child.over.then(() => Promise.reject(new Error('the server ended')));
  try {
    const listing = listTools(child.transport, { version: settings.version, signal: attempt.signal });
    return await raceAbort(attempt.signal, [listing, over]);
  } catch (error) {
    throw new ProbeFailed(toFailure(`"${entry.command}"`, child.seen, { error, ...attempt }), error);
  } finally {
    await child.transport.close();
  }
};

/** What Hermes hands a server of its own environment. */
const safeEnvironment = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => SAFE.test(name)));

const SAFE = /^(?:PATH|HOME|USER|LANG|LC_ALL|TERM|SHELL|TMPDIR|XDG_\w+)$/;

/** Absolute path of a command's program. Rejects with `ProbeFailed` when there is none. */
export const findProgram = async (command: string, path: string, cwd: string): Promise<string> => {
  const place = isAbsolute(command) ? command : join(cwd, command);
  const isPath = command.includes('/');
  const found = isPath ? await findOnPath(place, '/') : await findOnPath(command, path);
  if (found !== null) return found;
  const reason = isPath
    ? `There is no program at ${place} that may be run. Check the path.`
    : `The command "${command}" was not found on PATH. Install it, or give its full path.`;
  throw new ProbeFailed({ code: 'mcp/not-on-path', reason });
};

const toFailure = (name: string, seen: Seen, { error, signal, timeoutMs }: Attempt & { error: unknown }): Failure => {
  const detail = lastLine(seen.stderr);
  if (seen.isTooMuch)
    return { code: 'mcp/too-much-output', reason: `${name} printed more than a test reads. It may be no MCP server.` };
  const isRunning = seen.exit === null;
  if (seen.rubbish !== null && (isRunning || seen.exit?.code === 0))
    return {
      code: 'mcp/not-mcp',
      reason: `${name} printed what is not the Model Context Protocol. Check that it is an MCP server and starts one over stdio.`,
      detail: seen.rubbish,
    };
  if (seen.exit !== null) return { code: 'mcp/exited', reason: toExitText(name, seen.exit), detail };
  if (signal.aborted)
    return {
      code: 'mcp/timed-out',
      reason: `${name} started but did not answer within ${inSeconds(timeoutMs)}.`,
      detail,
    };
  if (error instanceof McpError)
    return { code: 'mcp/refused', reason: `${name} answered with an error.`, detail: error.message };
  if (error instanceof Error && 'code' in error) return notStarted(name, error.code);
  return { code: 'mcp/not-mcp', reason: `${name} answered what is not the Model Context Protocol.`, detail };
};

const notStarted = (name: string, code: unknown): Failure => ({
  code: 'mcp/not-started',
  reason:
    code === 'ERR_INVALID_ARG_VALUE'
      ? `${name} cannot be started: an argument or a variable holds a character no program can be given.`
      : `${name} could not be started (${String(code)}).`,
});

const toExitText = (name: string, { code, signal }: NonNullable<Seen['exit']>): string =>
  code === null
    ? `${name} was ended by ${signal ?? 'a signal'} before it answered.`
    : `${name} exited with code ${code} before it answered. Check its arguments and variables.`;

const lastLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
