import type { Notice } from '../machines/flow/codes.ts';
import type { Sha256 } from '../machines/flow/hash.ts';
import type { ActionJobs } from '../machines/ports/action-jobs.ts';
import type { Clock, Ids } from '../machines/ports/clock.ts';
import type { EventStore } from '../machines/ports/event-store.ts';
import type { FlowList } from '../machines/ports/flow-list.ts';
import type { Installers } from '../machines/ports/installer.ts';
import type { ProfileHome } from '../machines/ports/profile-home.ts';
import type { Projection } from '../machines/ports/projection.ts';
import type { Runner } from '../machines/ports/runner.ts';
import type { SecretVault } from '../machines/ports/secret-vault.ts';

/** Everything the engine needs from outside; the composition root gives it. */
export type Deps = Readonly<{
  store: EventStore;
  list: FlowList;
  /** Keeps what was counted of the log. */
  coverage: Projection;
  home: ProfileHome;
  runner: Runner;
  installers: Installers;
  actionJobs: ActionJobs;
  vault: SecretVault;
  clock: Clock;
  ids: Ids;
  sha256: Sha256;
  /** Masks secrets in output bytes without moving offsets. */
  readRedacted: ReadRedacted;
  /** What every new flow should tell its user, such as that Hermes was not found. */
  notices: readonly Notice[];
  /** Told what went wrong inside; never a secret, never for clients. */
  onFault(what: string, error: unknown): void;
}>;

/** Output bytes from `next` on with secrets masked byte for byte; none = nothing (more) to show yet. */
export type ReadRedacted = (
  request: Readonly<{
    read(after: number, limit: number): ReturnType<Runner['readOutput']>;
    after: number;
    limit: number;
    secrets: readonly string[];
    /** It will not grow any more, so its last word can be judged. */
    hasEnded: boolean;
  }>,
) => ReturnType<Runner['readOutput']>;
