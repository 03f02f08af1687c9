import type { Text } from '../../i18n/en.ts';

/** Why a field of the draft cannot stay as it is. */
export type FieldError = Readonly<{
  /** Path in the draft, as `identity.name` or `mcpServers.<key>.command`. */
  field: string;
  /** Nothing was given yet: told only once the user wants to go on. */
  isMissing: boolean;
  say: (text: Text) => string;
  /** The flow that stands in the way. */
  flow?: string;
}>;

/** What there is already on the machine; null until it is known. */
export type Known = Readonly<{
  profiles: readonly string[] | null;
  /** Profiles being created now, by name: the id of their flow. */
  creating: Readonly<Record<string, string>>;
}>;

/** For a draft that may have become the very profile that has its name: only the server can tell. */
export const nothingKnown: Known = { profiles: null, creating: {} };
