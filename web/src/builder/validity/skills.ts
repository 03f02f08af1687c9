import type { Draft } from '../draft.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with the choice of skills. */
export const skillErrors = (_: Readonly<{ draft: Draft }>): readonly FieldError[] => [];
