import { expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { catalogSkillsSchema, mcpCatalogSchema } from '../../../src/http/catalog-schema.ts';
import type { profileInfoSchema } from '../../../src/http/hermes-profile.ts';
import type { McpCatalog, SkillCatalog } from '../../src/api/catalogs.ts';
import type { ProfileRow } from '../../src/api/profiles.ts';

it('takes of the answers only what the server gives', () => {
  expectTypeOf<z.infer<typeof catalogSkillsSchema>>().toExtend<SkillCatalog>();
  expectTypeOf<z.infer<typeof mcpCatalogSchema>>().toExtend<McpCatalog>();
  expectTypeOf<z.infer<typeof profileInfoSchema>>().toExtend<ProfileRow>();
});
