export const builderMcps = {
  title: 'Connect MCP servers',
};
