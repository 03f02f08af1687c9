import { parseProfileName, toProfileId } from '../../../../src/machines/flow/profile-name.ts';
import type { Draft } from '../draft.ts';
import type { FieldError, Known } from './field-error.ts';

/** The rule of names, what is taken, and a clone's source. */
export const identityErrors = ({ draft, known }: Readonly<{ draft: Draft; known: Known }>): readonly FieldError[] => [
  ...nameErrors(draft.identity.name, known),
  ...cloneErrors(draft.identity.clone?.from, known),
];

const cloneErrors = (from: string | undefined, { profiles }: Known): readonly FieldError[] =>
  from === undefined || profiles === null || profiles.includes(from)
    ? []
    : [{ field: 'identity.clone', isMissing: false, say: ({ builder }) => builder.clone.gone(from) }];

const nameErrors = (typed: string, { profiles, creating }: Known): readonly FieldError[] => {
  const parsed = parseProfileName(typed);
  const field = 'identity.name';
  if (!parsed.ok)
    return [{ field, isMissing: parsed.code === 'name/empty', say: ({ builder }) => builder.nameRules[parsed.code] }];
  const name = toProfileId(typed);
  const flow = creating[name];
  if (flow !== undefined)
    return [{ field, isMissing: false, flow, say: ({ builder }) => builder.nameInProgress(name) }];
  if (profiles?.includes(name)) return [{ field, isMissing: false, say: ({ builder }) => builder.nameTaken(name) }];
  return [];
};
