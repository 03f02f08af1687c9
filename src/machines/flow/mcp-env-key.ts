/** The `.env` key of a server's secret: what Hermes would choose for a bearer token, the header's name for others. */
export const toEnvKey = (server: string, part: string): string => `MCP_${toKeyPart(server)}_${toKeyPart(part)}`;

const toKeyPart = (text: string) =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .replace(/^_+|_+$/g, '');
