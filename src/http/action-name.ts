import { hash } from 'node:crypto';

/** Hermes' name of an action about one thing: readable, and never that of another thing. */
export const toActionName = (verb: 'skills-install' | 'skills-uninstall' | 'mcp-install', about: string): string => {
  const slug = about
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48);
  return `${verb}-${slug || without[verb]}-${hash('sha1', about).slice(0, 8)}`;
};

const without = { 'skills-install': 'skill', 'skills-uninstall': 'skill', 'mcp-install': 'server' } as const;

/** Of updates there is one for all skills. */
export const UPDATE_ACTION = 'skills-update';

/** Names Hermes knows before anything was started under them. */
export const knownActions: ReadonlySet<string> = new Set(['skills-install', 'skills-uninstall', UPDATE_ACTION]);
