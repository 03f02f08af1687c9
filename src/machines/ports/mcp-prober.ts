import type { McpTestCode, ProblemCode } from '../flow/codes.ts';
import type { McpServerInput } from '../flow/plan.ts';

export type McpTool = Readonly<{ name: string; description: string }>;

/** What trying out a server found; no text in it holds a secret of the entry. */
export type McpProbe = Readonly<{
  durationMs: number;
  /** What may be different when Hermes connects, such as templates the test does not fill in. */
  warnings: readonly string[];
}> &
  (
    | Readonly<{
        ok: true;
        tools: readonly McpTool[];
        /** How many it offers beside its tools. */
        prompts: number;
        resources: number;
        server: Readonly<{ name: string; version: string }>;
      }>
    | Readonly<{
        ok: false;
        code: McpTestCode | ProblemCode;
        /** One plain sentence and what to do. */
        reason: string;
        /** The server's own words: its last line on stderr, or its answer. */
        detail?: string;
      }>
  );

export type McpProbeOptions = Readonly<{
  /** Ends the test when whoever asked is gone. */
  signal: AbortSignal;
  /** Instead of the prober's own. */
  timeoutMs?: number | undefined;
}>;

/**
 * Starts or reaches an MCP server as Hermes would, asks for its tools, and ends it: when a probe has been answered,
 * nothing it started runs any more. Entries Hermes would refuse are never started.
 */
export type McpProber = Readonly<{
  probe(server: McpServerInput, options: McpProbeOptions): Promise<McpProbe>;
  /** Why a server's command could not be started, without starting it; null for what may work and what Hermes refuses. */
  inspect(server: McpServerInput): Promise<string | null>;
  /** Ends the probes under way; resolves when what they started is gone. */
  close(): Promise<void>;
}>;
