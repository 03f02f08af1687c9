import { fileURLToPath } from 'node:url';
import type { CatalogProvider, CatalogSource } from '../../machines/ports/catalog.ts';
import { loadEmbeddedProviders } from './embedded-models.ts';
import { createManifestReader } from './read-manifests.ts';

/** What this program brings itself: models of the models.dev data, and MCP servers known to exist. Needs neither Hermes nor network. */
export const createEmbeddedSource = (): CatalogSource => {
  const readManifests = createManifestReader();
  let providers: Promise<readonly CatalogProvider[]> | undefined;
  return {
    id: 'embedded',
    label: 'Profile Builder’s own list',
    providers: async () => ({ ok: true, items: await (providers ??= loadEmbeddedProviders()) }),
    servers: async () => await readManifests(fileURLToPath(new URL('./mcps/', import.meta.url))),
  };
};
