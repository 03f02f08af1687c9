import type { Draft } from './draft.ts';

/** Names of the variables the profile's `.env` gets: those given for themselves, and those its servers refer to. */
export const envNamesOf = ({ env, mcpServers }: Pick<Draft, 'env' | 'mcpServers'>): readonly string[] => {
  const referred = mcpServers
    .filter(({ transport }) => transport === 'stdio')
    .flatMap((server) => server.env.filter((name) => isReference(server.plainEnv[name], name)));
  return [...new Set([...env, ...referred])];
};

/** How an entry refers to a variable of `.env`. */
export const toReference = (name: string): string => `\${${name}}`;

/** Whether the value of a variable is the one of the same name in `.env`. */
export const isReference = (value: unknown, name: string): boolean =>
  value === toReference(name) || value === `\${env:${name}}`;
