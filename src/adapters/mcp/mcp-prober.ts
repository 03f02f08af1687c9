import type { McpServerInput } from '../../machines/flow/plan.ts';
import type { McpProbe, McpProbeOptions, McpProber } from '../../machines/ports/mcp-prober.ts';
import { type McpEntry, checkMcpServer, isMcpRefusal } from '../hermes-home/mcp-check.ts';
import { detectHost } from '../runner/host.ts';
import { type Failure, ProbeFailed } from './failure.ts';
import type { Listed } from './list-tools.ts';
import { probeHttp } from './probe-http.ts';
import { type Attempt, findProgram, probeStdio } from './probe-stdio.ts';
import { createTextRedactor, secretsOf } from './secrets-of.ts';
import { createSlots } from './slots.ts';
import { templateWarnings } from './template-warnings.ts';

export type McpProberOptions = Readonly<{
  /** Our own environment; a server gets the few variables Hermes would pass on. */
  env: Readonly<Record<string, string>>;
  /** Where servers are started. */
  homedir: string;
  /** Told to servers. */
  version: string;
  /** Default 20 s, the wait for a turn included. */
  timeoutMs?: number;
}>;

/** Tries out MCP servers, at most four at once. */
export const createMcpProber = (options: McpProberOptions): McpProber => {
  const slots = createSlots({ open: 4, waiting: 32 });
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const probe = async (server: McpServerInput, asked: McpProbeOptions): Promise<McpProbe> => {
    const started = performance.now();
    const checked = checkMcpServer(server);
    const since = () => Math.round(performance.now() - started);
    if (isMcpRefusal(checked))
      return { ok: false, code: checked.code, reason: checked.message, durationMs: since(), warnings: [] };
    const timeoutMs = asked.timeoutMs ?? options.timeoutMs ?? 20_000;
    const gone = AbortSignal.any([asked.signal, closing.signal]);
    const attempt = { signal: AbortSignal.any([gone, AbortSignal.timeout(timeoutMs)]), timeoutMs };
    const told = { warnings: templateWarnings(checked) };
    try {
      const found = await inTurn(slots, attempt, () => connect(checked, options, attempt));
      return { ok: true, ...withoutSecrets(checked, found), durationMs: since(), ...told };
    } catch (error) {
      const failure = gone.aborted ? cancelled : toFailure(error, attempt);
      return { ok: false, ...redacted(checked, failure), durationMs: since(), ...told };
    }
  };
  return {
    probe(server, asked) {
      const probing = probe(server, asked);
      running.add(probing);
      return probing.finally(() => running.delete(probing));
    },
    async inspect(server) {
      const checked = checkMcpServer(server);
      if (isMcpRefusal(checked) || checked.kind !== 'stdio') return null;
      const path = checked.env['PATH'] ?? options.env['PATH'] ?? '';
      return await findProgram(checked.command, path, options.homedir).then(() => null, toReason);
    },
    async close() {
      closing.abort(new Error('the server is closing'));
      await Promise.allSettled(running);
    },
  };
};

const inTurn = async <T>(slots: ReturnType<typeof createSlots>, { signal }: Attempt, work: () => Promise<T>) => {
  const leave = await slots.enter(signal);
  if (leave === null) throw new ProbeFailed(busy);
  try {
    return await work();
  } finally {
    leave();
  }
};

const connect = async (entry: McpEntry, options: McpProberOptions, attempt: Attempt): Promise<Listed> => {
  const { env, homedir, version } = options;
  if (entry.kind === 'http') return await probeHttp(entry, version, attempt);
  return await probeStdio(entry, { env, cwd: homedir, version, host: await detectHost({}) }, attempt);
};

const toFailure = (error: unknown, { signal }: Attempt): Failure => {
  if (error instanceof ProbeFailed) return error.failure;
  if (signal.aborted) return { code: 'mcp/timed-out', reason: 'Its turn did not come in time. Try again in a moment.' };
  throw error;
};

const toReason = (error: unknown): string => {
  if (error instanceof ProbeFailed) return error.failure.reason;
  throw error;
};

const busy: Failure = { code: 'mcp/busy', reason: 'Too many servers are being tested. Try again in a moment.' };
const cancelled: Failure = { code: 'mcp/cancelled', reason: 'The test was ended before the server answered.' };

const redacted = (entry: McpEntry, { code, reason, detail }: Failure) => {
  const redact = createTextRedactor(secretsOf(entry));
  const words = detail === undefined ? '' : redact(detail).slice(0, 500).trim();
  return { code, reason, ...(words !== '' && { detail: words }) };
};

/** Short values, such as a time zone, would make holes in ordinary words. */
const withoutSecrets = (entry: McpEntry, { tools, server, ...counts }: Listed): Listed => {
  const redact = createTextRedactor(secretsOf(entry).filter((value) => value.length >= 8));
  return {
    tools: tools.map(({ name, description }) => ({ name: redact(name), description: redact(description) })),
    server: { name: redact(server.name), version: redact(server.version) },
    ...counts,
  };
};
