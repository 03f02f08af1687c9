import type { z } from 'zod';
import { itemOf } from '../machines/flow/context.ts';
import { editSchemaOf, entryOf } from '../machines/flow/edit.ts';
import { type Item, nextItemState } from '../machines/flow/item.ts';
import { type Plan, planEditSchema } from '../machines/flow/plan.ts';
import { revealEntry, sealEnv, sealServer, serverPlace, type Secrets } from '../machines/flow/secrets.ts';
import { runCommand } from './command.ts';
import type { Proposal } from './commit.ts';
import type { Core } from './core.ts';
import type { Engine } from './engine.ts';
import type { Folded } from './ledger.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';

/** Tries failed items again, one with an edit if wanted. Each moves only its own item. */
export const createRetry =
  (core: Core): Engine['retry'] =>
  (flow, what, options = {}) =>
    runCommand(core, {
      flow,
      body: { retry: what },
      options,
      decide: (folded, request) =>
        'all' in what ? retryAll(core, folded, request) : retryOne(core, folded, { ...what, request }),
    });

type One = Readonly<{ item: string; edit?: unknown; request: string }>;

const retryAll = async (core: Core, folded: Folded, request: string): Promise<Proposal | Refused> => {
  const items = Object.values(folded.flow.snapshot.context.items).filter(isRetriable);
  const id = folded.flow.snapshot.context.flow;
  if (items.length === 0)
    return refuse('flow/not-allowed', 'No item of this flow has failed, so there is nothing to try again.', {
      flow: id,
    });
  const proposals = await Promise.all(items.map((item) => retryOne(core, folded, { item: item.id, request })));
  const refused = proposals.find(isRefused);
  if (refused) return refused;
  return { facts: proposals.flatMap((proposal) => (isRefused(proposal) ? [] : proposal.facts)) };
};

const retryOne = async (core: Core, folded: Folded, one: One): Promise<Proposal | Refused> => {
  const { context } = folded.flow.snapshot;
  const { plan, flow } = context;
  const item = itemOf(context, one.item);
  if (!item) return refuse('item/not-found', `This flow has no item "${one.item}".`, { flow, item: one.item });
  if (!isRetriable(item))
    return refuse('flow/not-allowed', `Only a failed item can be tried again; "${item.id}" is ${item.state}.`, {
      flow,
      item: item.id,
    });
  const edit = one.edit === undefined ? { entry: entryOf(plan, item), secrets: {} } : parseEdit(plan, item, one.edit);
  if (isRefused(edit)) return edit;
  const missing = await missingSecrets(core, flow, edit);
  if (missing.length > 0) return secretNeeded(flow, item, missing);
  const data = { item: item.id, attempt: item.attempt + 1, request: one.request };
  return {
    facts: [{ type: 'item.retried', data: one.edit === undefined ? data : { ...data, edit: edit.entry } }],
    secrets: edit.secrets,
  };
};

const isRetriable = (item: Item): boolean => nextItemState(item.state, 'retried') !== null;

type Edit = Readonly<{ entry: unknown; secrets: Secrets }>;

const serverEditSchema = planEditSchema.shape.mcpServers.unwrap().element;
const envEditSchema = planEditSchema.shape.env.unwrap();

const parseEdit = (plan: Plan, item: Item, edit: unknown): Edit | Refused => {
  const parsed = editSchemaOf(item).safeParse(edit);
  if (!parsed.success) return illegalEdit(item, parsed.error);
  if (item.kind === 'mcp')
    return sealed(item, sealServer(serverEditSchema.parse(edit), serverPlace(plan.mcpServers, item.index ?? -1)));
  if (item.id === 'env') return sealed(item, sealEnv(envEditSchema.parse(edit)));
  return { entry: parsed.data, secrets: {} };
};

const sealed = (
  item: Item,
  entry: Readonly<{ value: unknown; secrets: Secrets; foreign: readonly string[] }>,
): Edit | Refused =>
  entry.foreign.length === 0
    ? { entry: entry.value, secrets: entry.secrets }
    : refuse(
        'edit/invalid',
        `The edit of "${item.id}" refers to secrets of another item: ${entry.foreign.join(', ')}.`,
        { item: item.id },
      );

const illegalEdit = (item: Item, error: z.ZodError): Refused => {
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'edit'}: ${message}`);
  return refuse('edit/invalid', `The edit does not fit "${item.id}": ${issues.join('; ')}.`, { item: item.id });
};

const missingSecrets = async (core: Core, flow: string, edit: Edit): Promise<readonly string[]> => {
  const revealed = revealEntry(edit.entry, { ...(await core.deps.vault.open(flow)), ...edit.secrets });
  return 'missing' in revealed ? revealed.missing : [];
};

const secretNeeded = (flow: string, item: Item, names: readonly string[]): Refused =>
  refuse(
    'secret/needed',
    `The secrets of this flow were destroyed when it ended. Send ${names.join(', ')} again with the edit.`,
    {
      flow,
      item: item.id,
      names,
    },
  );
