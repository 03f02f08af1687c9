import type { CatalogServer } from '../machines/ports/catalog.ts';
import type { McpProber } from '../machines/ports/mcp-prober.ts';
import type { InstallHow, ProfileSettings, SettingsAnswer } from '../machines/ports/profile-settings.ts';

type Around = Readonly<{
  settings: Pick<ProfileSettings, 'installServer' | 'openServer' | 'chooseTools'>;
  prober: Pick<McpProber, 'probe'>;
}>;

/** What to install, where, and until when it is worth asking the server for its tools. */
export type ServerInstall = InstallHow & Readonly<{ profile: string; server: CatalogServer; signal: AbortSignal }>;

/**
 * Writes an entry of the catalog into a profile. Where only some of its tools are wanted, it is asked which of them it
 * has; one that cannot be reached keeps what was wanted.
 */
export const installServer = async (
  { settings, prober }: Around,
  { profile, server, signal, ...how }: ServerInstall,
): Promise<SettingsAnswer> => {
  const written = await settings.installServer(profile, server, how);
  if (!written.ok || written.include === null) return written;
  const opened = await settings.openServer(profile, server.name);
  if (opened === null || opened.needsSignIn) return written;
  const found = await prober.probe(opened.server, { signal, timeoutMs: opened.timeoutMs });
  if (!found.ok) return written;
  const names = new Set(found.tools.map(({ name }) => name));
  const include = names.size === 0 ? null : written.include.filter((name) => names.has(name));
  return await settings.chooseTools(profile, server.name, include);
};
