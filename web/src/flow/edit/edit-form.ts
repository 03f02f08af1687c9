import type { McpServer, SkillsChoice } from '../../../../src/machines/flow/plan.ts';
import type { EditedServer } from '../../../../src/machines/flow/secrets.ts';
import { quoteWord, splitWords } from '../../../../src/machines/flow/shell-words.ts';
import type { FlowView, ItemView } from '../../../../src/machines/flow/view.ts';
import {
  forgetKept,
  type SecretEdit,
  type SecretRow,
  toEditedSecret,
  toEditedSecrets,
  toRows,
  toSecretEdit,
} from './secret-rows.ts';

export type McpForm = Readonly<{
  kind: 'mcp';
  name: string;
  transport: 'stdio' | 'http';
  command: string;
  /** As typed: words quoted as in a shell. */
  args: string;
  env: readonly SecretRow[];
  url: string;
  auth: 'none' | 'bearer' | 'oauth';
  token: SecretEdit;
  headers: readonly SecretRow[];
}>;

export type ModelForm = Readonly<{ kind: 'model'; provider: string; model: string; baseUrl: string }>;
export type EnvForm = Readonly<{ kind: 'env'; env: readonly SecretRow[] }>;
/** Lists as typed, one name on each line. */
export type SkillsForm = Readonly<{ kind: 'skills'; mode: SkillsChoice['mode']; keep: string; optional: string }>;
/** Of a hub skill its identifier, of a skill its name. */
export type NameForm = Readonly<{ kind: 'install' | 'skill'; name: string }>;

/** An item's entry in the plan while it is edited, with the fields of its kind. */
export type EditForm = McpForm | ModelForm | EnvForm | SkillsForm | NameForm;

/** The form of an item as it was planned; null when its kind has nothing to edit. */
export const toEditForm = (view: FlowView, item: ItemView): EditForm | null => {
  const { plan } = view;
  // The secrets of a flow are destroyed when it ends.
  const canKeep = view.outcome === null;
  if (item.kind === 'mcp') return toMcpForm(plan.mcpServers[placeOf(view, item)] ?? { name: '' }, canKeep);
  if (item.kind !== 'step') return { kind: item.kind, name: item.name ?? '' };
  if (item.id === 'env') return { kind: 'env', env: toRows(plan.env, canKeep) };
  if (item.id === 'skills') return { kind: 'skills', mode: plan.skills.mode, ...toTexts(plan.skills) };
  if (item.id !== 'model') return null;
  const { provider = '', model = '', baseUrl = '' } = plan.model ?? {};
  return { kind: 'model', provider, model, baseUrl };
};

/** What `edit` of a retry is for this form. */
export const toEdit = (form: EditForm): unknown => {
  switch (form.kind) {
    case 'mcp':
      return toServer(form);
    case 'env':
      return toEditedSecrets(form.env) ?? {};
    case 'skills':
      return { mode: form.mode, keep: toNames(form.keep), optional: toNames(form.optional) };
    case 'model': {
      const { provider, model, baseUrl } = form;
      return { provider: provider.trim(), model: model.trim(), ...(isGiven(baseUrl) && { baseUrl: baseUrl.trim() }) };
    }
    case 'install':
    case 'skill':
      return form.name.trim();
  }
};

/** The form with the values of these references to be entered again. */
export const askAgain = (form: EditForm, references: readonly string[]): EditForm => {
  const needed = new Set(references);
  const rows = (all: readonly SecretRow[]) => all.map((row) => forgetKept(row, needed));
  if (form.kind === 'env') return { ...form, env: rows(form.env) };
  if (form.kind !== 'mcp') return form;
  return { ...form, env: rows(form.env), headers: rows(form.headers), token: forgetKept(form.token, needed) };
};

/** Something in it has a value that only the person knows. */
export const hasSecrets = (form: EditForm): boolean => {
  if (form.kind === 'env') return form.env.length > 0;
  return form.kind === 'mcp' && [...form.env, ...form.headers, form.token].some(({ ref }) => ref !== null);
};

/** Items of servers come in the order of the plan's list. */
const placeOf = ({ items }: FlowView, { id }: ItemView): number =>
  items.filter(({ kind }) => kind === 'mcp').findIndex((item) => item.id === id);

const toMcpForm = (server: McpServer, canKeep: boolean): McpForm => ({
  kind: 'mcp',
  name: server.name,
  transport: server.url === undefined ? 'stdio' : 'http',
  command: server.command ?? '',
  args: (server.args ?? []).map(quoteWord).join(' '),
  env: toRows(server.env, canKeep),
  url: server.url ?? '',
  auth: toAuth(server),
  token: toSecretEdit(server.bearerToken ?? null, canKeep),
  headers: toRows(server.headers, canKeep),
});

const toAuth = ({ auth, bearerToken }: McpServer): McpForm['auth'] => {
  const kind = auth?.trim().toLowerCase();
  if (kind === 'oauth') return 'oauth';
  return kind === 'header' || bearerToken !== undefined ? 'bearer' : 'none';
};

const toServer = (form: McpForm): EditedServer => ({
  name: form.name.trim(),
  ...(form.transport === 'stdio' ? toStdio(form) : toHttp(form)),
});

const toStdio = ({ command, args, env }: McpForm): Partial<EditedServer> => {
  const words = splitWords(args) ?? [];
  const values = toEditedSecrets(env);
  return {
    command: command.trim(),
    ...(words.length > 0 && { args: [...words] }),
    ...(values && { env: values }),
  };
};

const toHttp = ({ url, auth, token, headers }: McpForm): Partial<EditedServer> => {
  const values = toEditedSecrets(headers);
  return {
    url: url.trim(),
    ...(auth === 'oauth' && { auth }),
    ...(auth === 'bearer' && { auth: 'header', bearerToken: toEditedSecret(token) }),
    ...(values && { headers: values }),
  };
};

const toTexts = ({ keep, optional }: SkillsChoice) => ({ keep: keep.join('\n'), optional: optional.join('\n') });

const toNames = (text: string): string[] =>
  text
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const isGiven = (text: string): boolean => text.trim() !== '';
