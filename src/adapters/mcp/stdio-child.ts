import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';
import { endGroup } from '../runner/end-group.ts';
import type { Host } from '../runner/host.ts';

export type Program = Readonly<{
  file: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
}>;

/** What a server did beside answering. Texts are its own and not redacted. */
export type Seen = {
  exit: { code: number | null; signal: NodeJS.Signals | null } | null;
  /** End of what it printed to stderr. */
  stderr: string;
  /** First line on stdout that is no message. */
  rubbish: string | null;
  isTooMuch: boolean;
};

export type StdioChild = Readonly<{
  transport: Transport;
  seen: Readonly<Seen>;
  /** Resolves when nothing more can come: it has exited, was never started, or printed too much. */
  over: Promise<void>;
}>;

/**
 * A server as a child in a process group of its own, which closing ends as a whole. The transport of the SDK would
 * end the child only, and hand it more of our environment than Hermes does.
 */
export const createStdioChild = (program: Program, host: Host): StdioChild => {
  const seen: Seen = { exit: null, stderr: '', rubbish: null, isTooMuch: false };
  const over = Promise.withResolvers<void>();
  let child: ChildProcessWithoutNullStreams | null = null;
  const transport: Transport = {
    start: async () => {
      child = spawn(program.file, program.args, { cwd: program.cwd, env: { ...program.env }, detached: true });
      watchOutput(child, seen, { transport, onTooMuch: over.resolve });
      void watchEnd(child, seen).then(() => {
        over.resolve();
        transport.onclose?.();
      });
      await new Promise((resolve, reject) => child?.once('spawn', resolve).once('error', reject));
    },
    send: async (message) => void child?.stdin.write(serializeMessage(message)),
    close: async () => {
      if (child === null) return;
      child.stdin.end();
      if (child.pid !== undefined) await endGroup(child.pid, host, GRACE_MS);
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
  return { transport, seen, over: over.promise };
};

/** Time a server has after TERM. */
const GRACE_MS = 500;
/** Output that may still be on its way when a server has exited; one it left behind may hold the pipes for ever. */
const DRAIN_MS = 250;
const MAX_STDOUT = 4 * 1024 * 1024;
const MAX_STDERR = 8 * 1024;

const watchEnd = async (child: ChildProcessWithoutNullStreams, seen: Seen): Promise<void> => {
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', (code, signal) => {
      seen.exit = { code, signal };
      resolve();
    });
  });
  const drained = new AbortController();
  await Promise.race([closed, sleep(DRAIN_MS, undefined, { signal: drained.signal }).catch(() => {})]);
  drained.abort();
};

type Listener = Readonly<{ transport: Transport; onTooMuch(): void }>;

const watchOutput = (child: ChildProcessWithoutNullStreams, seen: Seen, { transport, onTooMuch }: Listener): void => {
  // A server that is gone closes its stdin first; its exit tells more.
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    seen.stderr = (seen.stderr + text).slice(-MAX_STDERR);
  });
  let size = 0;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    size += text.length;
    if (size > MAX_STDOUT) {
      seen.isTooMuch = true;
      child.stdout.destroy();
      return onTooMuch();
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line, seen, transport);
  });
  child.stdout.once('end', () => takeLine(rest, seen, transport));
};

const takeLine = (line: string, seen: Seen, transport: Transport): void => {
  if (line.trim() === '') return;
  const message = JSONRPCMessageSchema.safeParse(toJson(line));
  if (message.success) transport.onmessage?.(message.data);
  else seen.rubbish ??= line.trim().slice(0, 500);
};

const toJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
