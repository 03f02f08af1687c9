import { z } from 'zod';
import { noticeCodes } from '../machines/flow/codes.ts';
import { problemViewSchema } from './view-schema.ts';

const diffLine = z.object({ op: z.enum([' ', '+', '-']), text: z.string() });

/** What only a preview tells of. */
const previewCodes = ['mcp/not-on-path', 'install/would-be-blocked', 'install/would-be-asked'] as const;

/** What a create would do. */
export const previewSchema = z.object({
  home: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        change: z.enum(['create', 'modify']),
        diff: z.array(diffLine).readonly(),
        bytes: z.number().int(),
        endsInNewline: z.boolean(),
        isShown: z.boolean(),
      }),
    )
    .readonly(),
  actions: z
    .array(
      z.object({
        action: z.enum([
          'make-directory',
          'make-directories',
          'copy-files',
          'seed-skills',
          'add-skills',
          'disable-skills',
          'install-skill',
        ]),
        item: z.string(),
        text: z.string(),
        count: z.number().int().exactOptional(),
        names: z.array(z.string()).readonly().exactOptional(),
      }),
    )
    .readonly(),
  warnings: z
    .array(z.object({ item: z.string(), code: z.enum([...noticeCodes, ...previewCodes]), message: z.string() }))
    .readonly(),
  problems: z.array(problemViewSchema).readonly(),
});
