import type { Draft } from './draft.ts';
import type { Step } from './steps.ts';

/** Where in the builder something can be changed: a step, and the `data-field` on it. */
export type FieldPlace = Readonly<{ step: Step; field: string }>;

/** Where to put right what a create says about an item, as `mcp:fs` or `install:official/x`. */
export const placeOfItem = (item: string, draft: Draft): FieldPlace => {
  const [kind, name] = split(item, ':');
  if (kind === 'mcp') return { step: 'mcps', field: `mcpServers.${keyOf(name, draft)}` };
  if (kind === 'install') return { step: 'skills', field: `hubSkills.${name}` };
  if (kind === 'skill' || kind === 'skills') return { step: 'skills', field: 'skills' };
  if (kind === 'model' || kind === 'env') return { step: 'model', field: kind };
  return { step: 'identity', field: kind === 'alias' ? 'identity.alias' : 'identity.name' };
};

/** Where to put right what a create found: a key that is missing has a place of its own. */
export const placeOfFinding = ({ item, code }: Readonly<{ item: string; code: string }>, draft: Draft): FieldPlace =>
  code === 'model/no-api-key' ? { step: 'model', field: 'model.key' } : placeOfItem(item, draft);

/** Where a path of the plan was chosen, as the server names it in a refusal: `['mcpServers', 0, 'command']`. */
export const placeOfPath = (path: readonly (string | number)[], draft: Draft): FieldPlace => {
  const [top, index, field] = path;
  if (top === 'mcpServers' && typeof index === 'number') {
    const key = draft.mcpServers[index]?.key ?? '';
    return { step: 'mcps', field: ['mcpServers', key, ...(field === undefined ? [] : [field])].join('.') };
  }
  if (top === 'hubSkills' && typeof index === 'number')
    return { step: 'skills', field: `hubSkills.${draft.hubSkills[index]?.identifier ?? ''}` };
  if (top === 'skills') return { step: 'skills', field: 'skills' };
  if (top === 'model' || top === 'env') return { step: 'model', field: top };
  return { step: 'identity', field: `identity.${top ?? 'name'}` };
};

/** What no choice in the builder changes. */
export const isOfMachine = (code: string): boolean => code === 'hermes/not-found' || code === 'skills/no-bundle';

/** Row of a server as its item names it: a second one of the same name is `name#2`, one without a name `#3`. */
const keyOf = (id: string, { mcpServers }: Draft): string => {
  const named = (name: string) => mcpServers.filter((server) => server.name.trim() === name);
  const [, name, number] = /^(.*)#(\d+)$/.exec(id) ?? [];
  const nth = Number(number) - 1;
  const found = named(id)[0] ?? (name === '' ? mcpServers[nth] : named(name ?? '')[nth]);
  return found?.key ?? '';
};

const split = (text: string, mark: string): readonly [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};
