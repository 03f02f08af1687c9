import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';

/** Whether a text that is pasted into a field is meant for more than that field. */
export const isSnippet = (text: string): boolean =>
  /^\s*(?:\{|"[^"]*"\s*:)/.test(text) && /"?(?:command|url|serverUrl|httpUrl)"?\s*:/.test(text);

/** The servers in a text; what reads them is loaded when it is needed first. */
export const readSnippet = async (text: string): Promise<readonly McpServerInput[]> => {
  const { readMcpSnippet } = await import('../../../../src/machines/blueprint/read-mcp-snippet.ts');
  return readMcpSnippet(text);
};
