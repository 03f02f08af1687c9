import type { Text } from '../../i18n/en.ts';
import type { Draft } from '../draft.ts';
import type { FieldPlace } from '../place-of-item.ts';
import { summaryOf } from '../summaries.ts';

/** One choice: what was chosen, and where to change it. */
export type ReviewRow = FieldPlace & Readonly<{ label: string; value: string }>;

/** Every choice there is, also those left as they were. */
export const toReviewRows = (draft: Draft, text: Text): readonly ReviewRow[] => {
  const { review } = text.builder;
  const { identity, model, hubSkills, mcpServers, env, skills } = draft;
  const named = (names: readonly string[]) => names.join(', ') || review.none;
  return [
    onIdentity('name', review.name, identity.name.trim().toLowerCase()),
    onIdentity('description', review.description, identity.description.trim() || review.none),
    onIdentity('soul', review.persona, firstLine(identity.soul) || personaOf(identity, text)),
    onIdentity('user', review.user, firstLine(identity.user) || review.none),
    onIdentity('clone', review.clone, cloneOf(identity, text)),
    onIdentity('alias', review.alias, identity.alias ? review.aliasOn : review.aliasOff),
    { step: 'model', field: 'model', label: review.model, value: modelOf(model, text) },
    { step: 'model', field: 'env', label: review.env, value: named(env) },
    {
      step: 'skills',
      field: 'skills',
      label: review.skills,
      value: summaryOf('skills', { ...draft, skills: { ...skills, optional: [] }, hubSkills: [] }, text),
    },
    { step: 'skills', field: 'skills.optional', label: review.optional, value: named(skills.optional) },
    {
      step: 'skills',
      field: 'hubSkills',
      label: review.hub,
      value: named(hubSkills.map(({ identifier }) => identifier)),
    },
    {
      step: 'mcps',
      field: 'mcpServers',
      label: review.mcps,
      value: named(mcpServers.map(({ name }) => name.trim() || '?')),
    },
  ];
};

const onIdentity = (field: string, label: string, value: string): ReviewRow => ({
  ...{ step: 'identity', field: `identity.${field}`, label, value },
});

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

const personaOf = ({ clone }: Draft['identity'], { builder: { review } }: Text): string =>
  clone === null ? review.ownPersona : review.personaOfClone(clone.from);

const cloneOf = ({ clone }: Draft['identity'], { builder: { review } }: Text): string =>
  clone === null ? review.fresh : review.cloneOf(clone.from, clone.mode, clone.credentials === 'no-messaging');

const modelOf = (model: Draft['model'], { builder: { summaries } }: Text): string =>
  model === null ? summaries.noModel : `${model.provider} / ${model.model}${model.baseUrl && ` (${model.baseUrl})`}`;
