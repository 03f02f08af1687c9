/** One profile as Hermes' own list shows it. */
export type ProfileInfo = Readonly<{
  name: string;
  path: string;
  isDefault: boolean;
  model: string | null;
  provider: string | null;
  hasEnv: boolean;
  /** Every SKILL.md that Hermes would find, disabled ones included. */
  skillCount: number;
  isGatewayRunning: boolean;
  /** Trimmed; empty when there is none. */
  description: string;
  /** Written by a model and confirmed by nobody. */
  isDescriptionAuto: boolean;
  distribution: Readonly<{ name: string | null; version: string | null; source: string | null }>;
  hasAlias: boolean;
}>;

/** How Hermes' desktop program shows a profile; `desktop` is null when the file is no JSON object. */
export type DesktopOverlay = Readonly<{ exists: boolean; desktop: Readonly<Record<string, unknown>> | null }>;

/** `output`: absolute path of the archive, or empty for a free one in the home directory; `extraFiles`: more files, path to text. */
export type ProfileExport = Readonly<{ output: string; extraFiles: Readonly<Record<string, string>> }>;
/** `archive`: absolute path of a tar.gz; `name`: what the profile shall be called, by default as the archive's directory. */
export type ProfileImport = Readonly<{ archive: string; name?: string | undefined }>;

type ModelPair = Readonly<{ provider: string; model: string }>;

/** Why the shelf refuses: a name that can be none, no such profile, one that is in the way, or a disk that said no. */
export type ShelfCode =
  | 'archive/failed'
  | 'archive/invalid'
  | 'archive/not-found'
  | 'model/incomplete'
  | 'name/empty'
  | 'name/invalid'
  | 'name/reserved'
  | 'profile/default'
  | 'profile/exists'
  | 'profile/in-progress'
  | 'profile/not-found'
  | 'profile/unreadable'
  | 'profile/unwritable';

/** The facts, or a refusal by value; `flow` is the flow that works on the profile. */
export type ShelfAnswer<T = object> =
  | (Readonly<{ ok: true }> & Readonly<T>)
  | Readonly<{ ok: false; code: ShelfCode; message: string; flow?: string }>;

/**
 * The profiles that are there, whoever made them. `typed` names are normalised, `name`s taken as they are (another
 * spelling is `name/invalid`), each as Hermes does it. Writes of one profile happen one after another, those of flows included.
 */
export type ProfileShelf = Readonly<{
  /** `default` first, then by name. What cannot be read of a profile is left out of its entry; it never fails. */
  list(): Promise<readonly ProfileInfo[]>;
  /** `active`: what Hermes' commands use when nobody says; `current`: the profile this process was started in. */
  readActive(): Promise<Readonly<{ active: string; current: string }>>;
  setActive(typed: string): Promise<ShelfAnswer<{ active: string }>>;
  /** Wrapper and sticky choice go along; a running gateway is stopped. `profile/in-progress` while a flow works on either. */
  rename(typed: string, to: string): Promise<ShelfAnswer<{ name: string; path: string }>>;
  /** With its wrapper; a running gateway is stopped, the sticky choice undone. `profile/in-progress` as above. */
  delete(typed: string): Promise<ShelfAnswer<{ path: string }>>;
  /** Directory of a profile. */
  find(name: string): Promise<ShelfAnswer<{ path: string }>>;
  /** Packs a profile without its credentials. */
  export(name: string, what: ProfileExport): Promise<ShelfAnswer<{ archive: string }>>;
  import(what: ProfileImport): Promise<ShelfAnswer<{ name: string; path: string } & Pick<DesktopOverlay, 'desktop'>>>;
  readDesktop(name: string): Promise<ShelfAnswer<DesktopOverlay>>;
  /** Empty when there is none. */
  readSoul(name: string): Promise<ShelfAnswer<{ content: string; exists: boolean }>>;
  writeSoul(name: string, content: string): Promise<ShelfAnswer>;
  /** Trimmed; empty clears it. */
  describe(name: string, text: string): Promise<ShelfAnswer<{ description: string }>>;
  /** By the rules of a create. Answers the choice as asked for, trimmed. */
  chooseModel(name: string, choice: ModelPair): Promise<ShelfAnswer<ModelPair>>;
}>;
