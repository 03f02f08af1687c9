import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { z } from 'zod';
import type { McpTool } from '../../machines/ports/mcp-prober.ts';

/** What a server said about itself. */
export type Listed = Readonly<{ tools: readonly McpTool[]; server: Readonly<{ name: string; version: string }> }>;

/** Greets a server and asks for its tools, page by page. Only the name of a tool is needed; the rest is not judged. */
export const listTools = async (
  transport: Transport,
  { version, signal }: Readonly<{ version: string; signal: AbortSignal }>,
): Promise<Listed> => {
  const client = new Client({ name: 'profile-builder', version }, { capabilities: {} });
  const options = { signal, timeout: NEVER_MS };
  await client.connect(transport, options);
  const about = client.getServerVersion();
  const server = { name: clip(about?.name ?? '', 200), version: clip(about?.version ?? '', 200) };
  if (!client.getServerCapabilities()?.tools) return { server, tools: [] };
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES && tools.length < MAX_TOOLS; page += 1) {
    const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } } as const;
    const answer = await client.request(request, pageSchema, options);
    tools.push(...answer.tools.map(toTool));
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return { server, tools: tools.slice(0, MAX_TOOLS) };
};

// The signal ends the wait; the client's own limit would say less.
const NEVER_MS = 2_000_000_000;
const MAX_PAGES = 50;
const MAX_TOOLS = 1000;

const pageSchema = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string(), description: z.string().nullish() })),
  nextCursor: z.string().optional(),
});

const toTool = ({ name, description }: { name: string; description?: string | null | undefined }): McpTool => ({
  name: clip(name, 200),
  description: clip(description ?? '', 2000),
});

const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
