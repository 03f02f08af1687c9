import type { McpServerInput } from '../flow/plan.ts';
import type { CatalogServer, Diagnostic, SourceReport } from './catalog.ts';

/** What a profile's files say; when they cannot be read, an empty value and the reason in `source`. */
export type Reading<T> = Readonly<{ value: T; source: SourceReport }>;

/** The model a profile is set to; empty strings = none. */
export type ModelSetting = Readonly<{
  provider: string;
  model: string;
  /** Tokens; 0 = not set. */
  contextLength: number;
  /** Address of its own; empty = the provider's. */
  baseUrl: string;
}>;

/** A provider the user defined in config.yaml. */
export type OwnProvider = Readonly<{
  slug: string;
  name: string;
  url: string;
  models: readonly string[];
  isCurrent: boolean;
}>;

/** What config.yaml says about providers; slugs that are switched off are lower-case. */
export type ProviderSettings = Readonly<{ own: readonly OwnProvider[]; off: ReadonlySet<string> }>;

/** What a profile can sign in with; names only, never values. */
export type Credentials = Readonly<{
  /** Variables with a value in the profile's `.env`. */
  own: ReadonlySet<string>;
  /** Variables with a value in the environment of this server. */
  shell: ReadonlySet<string>;
  /** Providers the profile has signed in to. */
  providers: ReadonlySet<string>;
  /** Providers opened by a sign-in to their cloud, the profile's or this server's. */
  clouds: ReadonlySet<string>;
}>;

/** An entry of `mcp_servers`, its secrets masked as `***`. */
export type ServerSetting = Readonly<{
  name: string;
  transport: 'stdio' | 'http' | 'unknown';
  url: string | null;
  command: string | null;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  auth: string | null;
  enabled: boolean;
  /** As written: `include`, `exclude`; null = all. */
  tools: unknown;
}>;

/** A server of a profile with what it refers to filled in: it holds secrets, and is for trying it out only. */
export type OpenServer = Readonly<{
  server: McpServerInput;
  /** How long it may take to answer. */
  timeoutMs: number;
  /** It asks for a sign-in, and nobody has signed in. */
  needsSignIn: boolean;
  /** Which of what it offers beside tools the profile wants. */
  wants: Readonly<{ prompts: boolean; resources: boolean }>;
}>;

/** How an entry of the catalog is written; `clone` is where its repository is, for one that has to be built. */
export type InstallHow = Readonly<{ enabled: boolean; clone: string | null }>;

/** A skill on the disk of a profile. */
export type ProfileSkill = Readonly<{
  name: string;
  description: string;
  category: string | null;
  enabled: boolean;
  usage: number;
  provenance: 'hub' | 'bundled' | 'agent';
}>;

/** A skill that was installed from a hub, as the lock file has it. */
export type HubInstall = Readonly<{ name: string; trust_level: string; scan_verdict: string }>;

/** A server's entry as a client writes it whole. */
export type ServerEntry = Readonly<Record<string, unknown>>;

/** Done, or why not. `mcp/invalid` tells what is wrong with the entry, `profile/not-written` what stood in the way. */
export type SettingsAnswer<T = object> =
  | (Readonly<{ ok: true }> & Readonly<T>)
  | Readonly<{
      ok: false;
      code: 'mcp/exists' | 'mcp/not-found' | 'mcp/invalid' | 'profile/not-written';
      message: string;
    }>;

/** What can be asked of and changed in a profile that is there, whoever made it. `default` is the root. */
export type ProfileSettings = Readonly<{
  exists(profile: string): Promise<boolean>;
  model(profile: string): Promise<Reading<ModelSetting>>;
  credentials(profile: string): Promise<Credentials>;
  providers(profile: string): Promise<Reading<ProviderSettings>>;
  /** In order of their names. */
  servers(profile: string): Promise<Reading<readonly ServerSetting[]>>;
  /** One entry, its `${VAR}` filled in from the profile's own `.env` and from nowhere else; null when there is none. */
  openServer(profile: string, name: string): Promise<OpenServer | null>;
  addServer(profile: string, server: McpServerInput): Promise<SettingsAnswer<{ server: ServerSetting }>>;
  /** Writes what is given, and defaults of what is not, to `.env`; `mcp/invalid` while something needed has no value. */
  provideEnv(profile: string, server: CatalogServer, given: Readonly<Record<string, string>>): Promise<SettingsAnswer>;
  /** Writes an entry of the catalog in the place of one of its name; `include` is what it was limited to, null = nothing. */
  installServer(
    profile: string,
    server: CatalogServer,
    how: InstallHow,
  ): Promise<SettingsAnswer<{ include: readonly string[] | null }>>;
  /** Limits a server to some of its tools; null lifts the limit. */
  chooseTools(profile: string, name: string, include: readonly string[] | null): Promise<SettingsAnswer>;
  /** All of them anew; a masked secret sent back keeps what is there. */
  replaceServers(profile: string, servers: Readonly<Record<string, ServerEntry>>): Promise<SettingsAnswer>;
  removeServer(profile: string, name: string): Promise<SettingsAnswer>;
  enableServer(profile: string, name: string, enabled: boolean): Promise<SettingsAnswer>;
  /** Without those meant for other systems; in order of their paths, outside ones last. */
  skills(profile: string): Promise<Reading<readonly ProfileSkill[]> & { diagnostics: readonly Diagnostic[] }>;
  /** By identifier; empty when there is no lock file, or it cannot be read. */
  hubInstalls(profile: string): Promise<Readonly<Record<string, HubInstall>>>;
  /** By the name of its directory, as Hermes does, else by its own name; null when there is none. */
  skillContent(profile: string, name: string): Promise<Readonly<{ content: string; path: string }> | null>;
  /** The name need not be that of a skill. */
  toggleSkill(profile: string, name: string, enabled: boolean): Promise<SettingsAnswer>;
}>;
