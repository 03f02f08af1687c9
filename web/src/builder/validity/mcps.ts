import type { Draft } from '../draft.ts';
import type { Secrets } from '../secrets.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with the MCP servers. */
export const mcpErrors = (_: Readonly<{ draft: Draft; secrets: Secrets }>): readonly FieldError[] => [];
