import {
  actionQuery,
  actionStartedSchema,
  actionStatusSchema,
  hubInstallSchema,
  hubUninstallSchema,
  hubUpdateSchema,
} from './action-schema.ts';
import {
  catalogInstallSchema,
  catalogInstalledSchema,
  catalogSkillsSchema,
  enableServerSchema,
  mcpCatalogSchema,
  modelInfoSchema,
  modelOptionsQuery,
  modelOptionsSchema,
  okSchema,
  profileSkillsSchema,
  recommendedQuery,
  recommendedSchema,
  replaceServersSchema,
  serverCreateSchema,
  serverSchema,
  serverTestSchema,
  serversSchema,
  skillContentQuery,
  skillContentSchema,
  skillToggleSchema,
  toggledSchema,
} from './catalog-schema.ts';
import {
  hubPreviewSchema,
  hubScanSchema,
  hubSearchQuery,
  hubSearchSchema,
  hubSkillQuery,
  hubSourcesSchema,
} from './hub-schema.ts';
import type { Operation } from './operation.ts';
import { profileQuery } from './profile-param.ts';

type Rest = Pick<Operation, 'reply' | 'query' | 'body'>;

const operation = (route: string, summary: string, rest: Rest): Operation => {
  const [method = '', path = ''] = route.split(' ');
  return { method: methods[method] ?? 'get', path: `/api/${path}`, summary, answer: '200', ...rest };
};

const methods: Readonly<Record<string, Operation['method']>> = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  DELETE: 'delete',
};

/** What a profile can be made of, and what one has. */
export const catalogOperations: readonly Operation[] = [
  operation('GET model/options', 'Models to choose from', { query: modelOptionsQuery, reply: modelOptionsSchema }),
  operation('GET model/recommended-default', 'The model to start with', {
    query: recommendedQuery,
    reply: recommendedSchema,
  }),
  operation('GET model/info', 'The model of a profile', { query: profileQuery, reply: modelInfoSchema }),
  operation('GET skills', 'Skills of a profile; Catalog-Sources says where they are', {
    query: profileQuery,
    reply: profileSkillsSchema,
  }),
  operation('GET skills/bundle', 'Skills every new profile gets', { reply: catalogSkillsSchema }),
  operation('GET skills/optional', 'Skills a new profile can have besides', { reply: catalogSkillsSchema }),
  operation('PUT skills/toggle', 'Enable or disable a skill', { body: skillToggleSchema, reply: toggledSchema }),
  operation('GET skills/content', 'The SKILL.md of a skill', { query: skillContentQuery, reply: skillContentSchema }),
  operation('GET skills/hub/sources', 'Where skills can be searched', { query: profileQuery, reply: hubSourcesSchema }),
  operation('GET skills/hub/search', 'Search skills to install', { query: hubSearchQuery, reply: hubSearchSchema }),
  operation('GET skills/hub/preview', 'What a hub skill holds', { query: hubSkillQuery, reply: hubPreviewSchema }),
  operation('GET skills/hub/scan', "What Hermes' scanner makes of a hub skill", {
    query: hubSkillQuery,
    reply: hubScanSchema,
  }),
  operation('POST skills/hub/install', 'Install a skill into a profile', {
    query: profileQuery,
    body: hubInstallSchema,
    reply: actionStartedSchema,
  }),
  operation('POST skills/hub/uninstall', 'Uninstall a skill of a hub', {
    query: profileQuery,
    body: hubUninstallSchema,
    reply: actionStartedSchema,
  }),
  operation('POST skills/hub/update', 'Update the skills of hubs', {
    query: profileQuery,
    body: hubUpdateSchema,
    reply: actionStartedSchema,
  }),
  operation('GET actions/{name}/status', 'How an action stands, and what it printed', {
    query: actionQuery,
    reply: actionStatusSchema,
  }),
  operation('GET mcp/catalog', 'MCP servers to choose from', { query: profileQuery, reply: mcpCatalogSchema }),
  operation('POST mcp/catalog/install', 'Install an MCP server of the catalog', {
    query: profileQuery,
    body: catalogInstallSchema,
    reply: catalogInstalledSchema,
  }),
  operation('GET mcp/servers', 'MCP servers of a profile', { query: profileQuery, reply: serversSchema }),
  operation('POST mcp/servers', 'Add an MCP server', {
    query: profileQuery,
    body: serverCreateSchema,
    reply: serverSchema,
  }),
  operation('PUT mcp/servers', 'Replace all MCP servers', {
    query: profileQuery,
    body: replaceServersSchema,
    reply: okSchema,
  }),
  operation('DELETE mcp/servers/{name}', 'Remove an MCP server', { query: profileQuery, reply: okSchema }),
  operation('POST mcp/servers/{name}/test', 'Try out an MCP server of a profile', {
    query: profileQuery,
    reply: serverTestSchema,
  }),
  operation('PUT mcp/servers/{name}/enabled', 'Switch an MCP server on or off', {
    query: profileQuery,
    body: enableServerSchema,
    reply: toggledSchema,
  }),
];
