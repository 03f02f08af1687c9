import { join } from 'node:path';
import { isMap, isNode, visit } from 'yaml';
import type { McpServerInput } from '../../machines/flow/plan.ts';
import type { Change, ProfileRef } from '../../machines/ports/profile-home.ts';
import type { Wrote } from '../../machines/ports/result.ts';
import { writeClaimed } from './claimed.ts';
import { type Config, editConfig, mapAt, readConfig } from './config-yaml.ts';
import { digestFile } from './digest-tree.ts';
import { type EnvWriter, setEnv } from './env.ts';
import { Refused, problem } from './file-fault.ts';
import type { Home } from './home.ts';
import { checkMcpServer, isMcpRefusal } from './mcp-check.ts';
import { type EnvSecret, type McpWrite, toMcpWrite } from './mcp-entry.ts';
import { createNoteWrite } from './own-writes.ts';
import { setText } from './yaml-edit.ts';
import { textOf } from './yaml-text.ts';

/** Writes one server, replacing the entry of its name; its secrets go to `.env` first, so no template is ever empty. */
export const writeMcp = async (home: Home, ref: ProfileRef, server: McpServerInput): Promise<Change> => {
  const attempted = `Writing the MCP server "${server.name.trim()}"`;
  return await writeClaimed(home, ref, { code: 'mcp/write-failed', attempted }, async (profile) => {
    const checked = checkMcpServer(server);
    if (isMcpRefusal(checked)) throw new Refused(problem(checked.code, checked.message, 'edit-and-retry'));
    const noteWrite = createNoteWrite(home, ref.flow);
    return await writeMcpEntry({ ...home, noteWrite }, profile, checked.name, toMcpWrite(checked));
  });
};

/** Writes an entry into the config.yaml below a directory, its secrets into the `.env` beside it. */
export const writeMcpEntry = async (
  home: EnvWriter & Pick<Home, 'configVersion'>,
  profile: string,
  name: string,
  write: McpWrite,
) => {
  const path = join(profile, 'config.yaml');
  refuseCollision(await readConfig(path), name, write.secrets);
  const secrets = await setEnv(home, profile, Object.fromEntries(write.secrets.map(({ key, value }) => [key, value])));
  try {
    await editConfig(path, (config) => putEntry(config, name, write), {
      newVersion: home.configVersion,
      noteWrite: home.noteWrite,
    });
  } catch (error) {
    await secrets.undo();
    throw error;
  }
  const wrote: Wrote = { ...secrets.wrote, 'config.yaml': await digestFile(path, home.digest) };
  return { wrote, notices: secrets.notices };
};

const putEntry = (config: Config, name: string, write: McpWrite) => {
  const before = String(config.document);
  refuseCollision(config, name, write.secrets);
  setText(mapAt(config, 'mcp_servers'), name, write.entry);
  return String(config.document) !== before;
};

const refuseCollision = (config: Config, name: string, secrets: readonly EnvSecret[]) => {
  const keys = secrets.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  const other = keys
    .flatMap((key) => usersOf(config, key).map((user) => ({ key, user })))
    .find(({ user }) => user !== name);
  if (twice === undefined && other === undefined) return;
  const message = other
    ? `Servers "${name}" and "${other.user}" would share the key ${other.key} in .env, so one would get the other's token. Rename one of them.`
    : `Two headers of server "${name}" would share the key ${twice} in .env. Rename one of them.`;
  throw new Refused(problem('mcp/token-collision', message, 'edit-and-retry'));
};

/** Names of the servers whose entries refer to a variable. */
const usersOf = (config: Config, key: string): string[] => {
  const servers = config.top.get('mcp_servers', true);
  if (!isMap(servers)) return [];
  return servers.items.filter((item) => refersTo(item.value, key)).map((item) => textOf(item.key) ?? '');
};

const refersTo = (node: unknown, key: string) => {
  let found = false;
  visit(isNode(node) ? node : null, {
    Scalar: (_, scalar) => {
      const text = textOf(scalar) ?? '';
      found ||= text.includes(`\${${key}}`) || text.includes(`\${env:${key}}`);
    },
  });
  return found;
};
