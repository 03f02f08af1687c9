import type { Notice } from '../flow/codes.ts';
import type { CloneChoice, McpServerInput, ModelChoice, SkillsChoice } from '../flow/plan.ts';
import type { Problem } from '../flow/codes.ts';
import type { Result, Wrote } from './result.ts';

/** The profile a flow made or is about to make. */
export type ProfileRef = Readonly<{ flow: string; profile: string }>;

export type IdentityRequest = Readonly<{
  description?: string | undefined;
  soul?: string | undefined;
  user?: string | undefined;
  clone?: CloneChoice | undefined;
  /** `none` leaves the opt-out marker and an empty `skills/`. */
  skills: SkillsChoice['mode'];
}>;

export type Change = Result<{ wrote: Wrote; notices: readonly Notice[] }>;

/** What became of the alias wrapper; it never fails a flow. `notice`: it is there, but a shell does not find it. */
export type AliasAnswer = Readonly<{ written: string; notice?: Notice } | { skipped: Notice }>;

export type SkillsAnswer = Result<{
  wrote: Wrote;
  notices: readonly Notice[];
  /** Names copied from the bundle. */
  seeded: readonly string[];
  /** Names newly put on the deny-list. */
  disabled: readonly string[];
  /** Optional skills copied in. */
  added: readonly string[];
  /** Names that could not be kept or added, each with its reason. */
  failed: readonly Readonly<{ name: string; problem: Problem }>[];
}>;

/**
 * Hermes' profile directories. Every write is idempotent (asked twice, done once), atomic, and serialised per profile;
 * it refuses with `profile/missing` or `profile/replaced` when the directory is no longer the one this flow made.
 */
export type ProfileHome = Readonly<{
  /** Directory the profile has or would have. */
  pathOf(profile: string): string;
  /** Whether something — directory, file or link — stands where the profile would be (`default` always does). */
  exists(profile: string): Promise<boolean>;
  /** Stages the directory beside its place and renames it in; on failure nothing is left. */
  createIdentity(ref: ProfileRef, request: IdentityRequest): Promise<Change>;
  writeAlias(ref: ProfileRef): Promise<AliasAnswer>;
  writeEnv(ref: ProfileRef, env: Readonly<Record<string, string>>): Promise<Change>;
  writeModel(ref: ProfileRef, model: ModelChoice): Promise<Change>;
  /** Validates by Hermes' rules, then writes one entry (and its token to `.env`). */
  writeMcp(ref: ProfileRef, server: McpServerInput): Promise<Change>;
  applySkills(ref: ProfileRef, skills: SkillsChoice): Promise<SkillsAnswer>;
  /** Enables one skill by name: takes it off the deny-list, or copies it from bundle or optional skills. */
  enableSkill(ref: ProfileRef, name: string): Promise<Change>;
  /** Refused with `profile/used` naming paths when the tree differs from `wrote` beyond what opening it in Hermes changes. */
  prepareDiscard(ref: ProfileRef, wrote: Wrote): Promise<DiscardAnswer>;
  /** Removes what flows left half-made: staged directories of ended flows, discards decided or undone by `isDiscarded`. */
  sweep(flows: {
    isOpen(flow: string): boolean | Promise<boolean>;
    isDiscarded(flow: string): boolean | Promise<boolean>;
  }): Promise<void>;
}>;

export type DiscardAnswer =
  | Readonly<{ ok: true; finish(): Promise<void>; undo(): Promise<void> }>
  | Readonly<{ ok: false; code: 'profile/used' | 'profile/missing'; paths: readonly string[] }>;
