import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import type { McpDraft } from '../draft.ts';
import { newKey } from '../new-key.ts';
import { type Secrets, slotsOfServer } from '../secrets.ts';
import { toServerOfPlan } from '../server-of-plan.ts';
import { useBuilder } from '../use-builder.tsx';
import type { ServerEdit } from './value-edits.ts';

/** Ways to change the servers of the draft. Each may be used once for what is shown now. */
export type Servers = Readonly<{
  servers: readonly McpDraft[];
  /** Adds them at the end. */
  add: (servers: readonly McpDraft[], secrets?: Secrets) => void;
  edit: (server: McpDraft, edit: ServerEdit) => void;
  /** Also forgets its secrets. */
  remove: (server: McpDraft) => void;
  /** The first takes the place of a server, which keeps its row; the others come at the end. */
  replace: (server: McpDraft, entries: readonly McpServerInput[]) => void;
}>;

export const useServers = (): Servers => {
  const { draft, change, setSecret } = useBuilder();
  const servers = draft.mcpServers;
  const setAll = (secrets: Secrets = {}) => Object.entries(secrets).forEach(([slot, value]) => setSecret(slot, value));
  const put = (server: McpDraft, part: Partial<McpDraft>) =>
    servers.map((one) => (one.key === server.key ? { ...one, ...part } : one));
  return {
    servers,
    add: (added, secrets) => {
      change({ mcpServers: [...servers, ...added] });
      setAll(secrets);
    },
    edit: (server, { part, secrets }) => {
      if (Object.keys(part).length > 0) change({ mcpServers: put(server, part) });
      setAll(secrets);
    },
    remove: (server) => {
      setAll(Object.fromEntries(slotsOfServer(server).map((slot) => [slot, ''])));
      change({ mcpServers: servers.filter(({ key }) => key !== server.key) });
    },
    replace: (server, entries) => {
      const rows = entries.map((entry, index) => toServerOfPlan(entry, index === 0 ? server.key : newKey()));
      const [first, ...others] = rows.map((row) => row.server);
      if (first) change({ mcpServers: [...put(server, first), ...others] });
      rows.forEach(({ secrets }) => setAll(secrets));
    },
  };
};
