import type { Draft } from '../draft.ts';
import type { Secrets } from '../secrets.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with the choice of the model. */
export const modelErrors = (_: Readonly<{ draft: Draft; secrets: Secrets }>): readonly FieldError[] => [];
