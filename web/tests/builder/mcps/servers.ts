import { type Draft, emptyDraft, type McpDraft } from '../../../src/builder/draft.ts';

export const stdio = (part: Partial<McpDraft> = {}): McpDraft => ({
  ...{ key: 'k', name: 'mine', transport: 'stdio', command: 'node', args: '', env: [], plainEnv: {} },
  ...{ url: '', auth: 'none', headers: [] },
  ...part,
});

export const http = (part: Partial<McpDraft> = {}): McpDraft =>
  stdio({ transport: 'http', command: '', url: 'https://example.org/mcp', ...part });

export const draftWith = (...mcpServers: readonly McpDraft[]): Draft => ({
  ...emptyDraft,
  mcpServers: [...mcpServers],
});
