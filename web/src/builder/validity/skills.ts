import type { Draft } from '../draft.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with the choice of skills. */
export const skillErrors = ({ draft }: Readonly<{ draft: Draft }>): readonly FieldError[] =>
  draft.skills.mode === 'none' && draft.identity.clone !== null
    ? [{ field: 'skills', isMissing: false, say: ({ builderChoices }) => builderChoices.noneWithClone }]
    : [];
