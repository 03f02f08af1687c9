import type { ProfileHome } from './profile-home.ts';

/** One file a rehearsal wrote. Texts have their secrets masked; null = not there before, or not shown (no text, or too long). */
export type RehearsedFile = Readonly<{
  /** Relative to the profile; absolute outside of it. */
  path: string;
  before: string | null;
  after: string | null;
  bytes: number;
}>;

export type Rehearsed = Readonly<{
  /** Sorted by path. What came out of a clone unchanged, and everything below `skills/`, is counted only. */
  files: readonly RehearsedFile[];
  /** Empty directories, relative to the profile. */
  directories: readonly string[];
  /** What was copied from a cloned profile and not changed. */
  copied: Readonly<{ from: string; files: number; bytes: number }> | null;
  skills: Readonly<{
    seeded: readonly string[];
    added: readonly string[];
    disabled: readonly string[];
    files: number;
    bytes: number;
  }>;
}>;

/** Hermes' home for one profile that is not really made: the same writers, in a private directory. */
export type ScratchHome = Readonly<{
  home: ProfileHome;
  /** What the profile has come to. */
  read(): Promise<Rehearsed>;
  /** A message with the places it names as they really are. */
  toReal(text: string): string;
  /** Removes every trace. */
  close(): Promise<void>;
}>;

export type ScratchHomes = Readonly<{
  open(profile: string): Promise<ScratchHome>;
  /** Removes what a crash left. For the start, before any is open. */
  sweep(): Promise<void>;
}>;
