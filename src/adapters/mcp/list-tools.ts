import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { z } from 'zod';
import type { McpTool } from '../../machines/ports/mcp-prober.ts';

/** What a server said about itself. */
export type Listed = Readonly<{
  tools: readonly McpTool[];
  prompts: number;
  resources: number;
  server: Readonly<{ name: string; version: string }>;
}>;

type Asking = Readonly<{ signal: AbortSignal; timeout: number }>;

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
  const offers = client.getServerCapabilities();
  const tools = offers?.tools ? await askForTools(client, options) : [];
  const prompts = offers?.prompts ? await count(client.request({ method: 'prompts/list' }, promptsSchema, options)) : 0;
  const resources = offers?.resources
    ? await count(client.request({ method: 'resources/list' }, resourcesSchema, options))
    : 0;
  return { server, tools, prompts, resources };
};

const askForTools = async (client: Client, options: Asking): Promise<readonly McpTool[]> => {
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES && tools.length < MAX_TOOLS; page += 1) {
    const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } } as const;
    const answer = await client.request(request, pageSchema, options);
    tools.push(...answer.tools.map(toTool));
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return tools.slice(0, MAX_TOOLS);
};

/** Of the first page, as Hermes counts; a server that announces something and then refuses it has none. */
const count = async (list: Promise<readonly unknown[]>): Promise<number> =>
  await list.then(
    ({ length }) => length,
    () => 0,
  );

// The signal ends the wait; the client's own limit would say less.
const NEVER_MS = 2_000_000_000;
const MAX_PAGES = 50;
const MAX_TOOLS = 1000;

const pageSchema = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string(), description: z.string().nullish() })),
  nextCursor: z.string().optional(),
});

const promptsSchema = z.looseObject({ prompts: z.array(z.unknown()) }).transform(({ prompts }) => prompts);
const resourcesSchema = z.looseObject({ resources: z.array(z.unknown()) }).transform(({ resources }) => resources);

const toTool = ({ name, description }: { name: string; description?: string | null | undefined }): McpTool => ({
  name: clip(name, 200),
  description: clip(description ?? '', 2000),
});

const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
