import { expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type {
  catalogSkillsSchema,
  mcpCatalogSchema,
  modelOptionsSchema,
  profileSkillsSchema,
} from '../../../src/http/catalog-schema.ts';
import type {
  hubPreviewSchema,
  hubScanSchema,
  hubSearchSchema,
  hubSourcesSchema,
} from '../../../src/http/hub-schema.ts';
import type { profileInfoSchema } from '../../../src/http/hermes-profile.ts';
import type { McpCatalog, ProfileSkill, SkillCatalog } from '../../src/api/catalogs.ts';
import type { HubScan, HubSearch, HubSkillText, HubSources } from '../../src/api/hub-skills.ts';
import type { ModelOptions } from '../../src/api/models.ts';
import type { ProfileRow } from '../../src/api/profiles.ts';

it('takes of the answers only what the server gives', () => {
  expectTypeOf<z.infer<typeof catalogSkillsSchema>>().toExtend<SkillCatalog>();
  expectTypeOf<z.infer<typeof mcpCatalogSchema>>().toExtend<McpCatalog>();
  expectTypeOf<z.infer<typeof modelOptionsSchema>>().toExtend<ModelOptions>();
  expectTypeOf<z.infer<typeof profileSkillsSchema>>().toExtend<readonly ProfileSkill[]>();
  expectTypeOf<z.infer<typeof hubSourcesSchema>>().toExtend<HubSources>();
  expectTypeOf<z.infer<typeof hubSearchSchema>>().toExtend<HubSearch>();
  expectTypeOf<z.infer<typeof hubPreviewSchema>>().toExtend<HubSkillText>();
  expectTypeOf<z.infer<typeof hubScanSchema>>().toExtend<HubScan>();
  expectTypeOf<z.infer<typeof profileInfoSchema>>().toExtend<ProfileRow>();
});
