/** Where a list came from, or why a source gave nothing. */
export type SourceReport = Readonly<{ id: string; label: string; ok: boolean; reason?: string }>;

/** Something of a source that was left out, and why. `future_manifest` = made for a newer Hermes. */
export type Diagnostic = Readonly<{
  name: string;
  kind: 'future_manifest' | 'invalid';
  message: string;
}>;

/** What a source answers: its list, or why it has none. */
export type SourceAnswer<T> =
  | Readonly<{ ok: true; items: readonly T[]; diagnostics?: readonly Diagnostic[] }>
  | Readonly<{ ok: false; reason: string }>;

/** The lists of all sources as one: where two have the same thing, the earlier source's. */
export type Listed<T> = Readonly<{
  items: readonly (T & Readonly<{ origin: string }>)[];
  diagnostics: readonly Diagnostic[];
  sources: readonly SourceReport[];
}>;

/** A model as its provider names it. `context` and `output` are tokens; 0 = not known. */
export type CatalogModel = Readonly<{
  id: string;
  reasoning: boolean;
  /** Whether Hermes can ask for its fast mode. */
  fast: boolean;
  vision: boolean;
  tools: boolean;
  context: number;
  output: number;
  /** Null = not known. */
  price: ModelPrice | null;
}>;

/** What a million tokens cost, as Hermes shows it: `$3.00` or `free`. `cache` = read from the cache; null = no price of its own. */
export type ModelPrice = Readonly<{ input: string; output: string; cache: string | null }>;

export type AuthType =
  | 'api_key'
  | 'oauth_device_code'
  | 'oauth_external'
  | 'oauth_minimax'
  | 'external_process'
  | 'aws_sdk'
  | 'vertex'
  | 'virtual';

/** A provider under Hermes' slug, its models newest first (empty = not known, any may be typed). */
export type CatalogProvider = Readonly<{
  slug: string;
  name: string;
  authType: AuthType;
  /** Variables its key is read from, the usual one first; empty when it takes none. */
  keys: readonly string[];
  models: readonly CatalogModel[];
}>;

/** A skill of the bundle or of the optional catalog. */
export type CatalogSkill = Readonly<{
  name: string;
  description: string;
  /** Directories above its own, `/` between them; null at the top. */
  category: string | null;
  /** Its directory below the root of its source. */
  directory: string;
  /** `linux`, `macos`, `windows`; empty = all. */
  platforms: readonly string[];
  tags: readonly string[];
  version: string | null;
}>;

/** An MCP server of the catalog. */
export type CatalogServer = Readonly<{
  name: string;
  description: string;
  /** Address of the project. */
  source: string;
  transport: Readonly<{
    type: 'stdio' | 'http';
    command: string | null;
    args: readonly string[];
    url: string | null;
    env: Readonly<Record<string, string>>;
  }>;
  auth: Readonly<{ type: 'none' | 'api_key' | 'oauth'; env: readonly CatalogVariable[] }>;
  install: Readonly<{ url: string; ref: string; bootstrap: readonly string[] }> | null;
  defaultEnabled: readonly string[] | null;
  postInstall: string;
}>;

/** A variable the user is asked for. */
export type CatalogVariable = Readonly<{
  name: string;
  prompt: string;
  required: boolean;
  secret: boolean;
  default: string;
}>;

/** One place lists come from; a missing function = it never has that list. Answers never throw for what is on disk. */
export type CatalogSource = Readonly<{
  id: string;
  label: string;
  providers?(): Promise<SourceAnswer<CatalogProvider>>;
  bundledSkills?(): Promise<SourceAnswer<CatalogSkill>>;
  optionalSkills?(): Promise<SourceAnswer<CatalogSkill>>;
  servers?(): Promise<SourceAnswer<CatalogServer>>;
}>;

/** What a profile can be made of, from every source. */
export type Catalog = Readonly<{
  providers(): Promise<Listed<CatalogProvider>>;
  bundledSkills(): Promise<Listed<CatalogSkill>>;
  optionalSkills(): Promise<Listed<CatalogSkill>>;
  servers(): Promise<Listed<CatalogServer>>;
}>;
