import { join } from 'node:path';
import type { Claims } from './claim.ts';
import type { Digest } from './digest-tree.ts';
import type { Queues } from '../queues.ts';
import type { Clock } from '../../machines/ports/clock.ts';
import type { ProfileRef } from '../../machines/ports/profile-home.ts';

/** Where Hermes' files are, and what writing them needs from outside. */
export type ProfileHomeOptions = Readonly<{
  /** Hermes root: holds `profiles/`. */
  root: string;
  /** Private directory of this server; claims on profiles are kept in it. */
  dataDir: string;
  homedir: string;
  env: Readonly<{
    /** Directory of bundled skills; absent = nothing to seed. */
    bundledSkills?: string | undefined;
    optionalSkills?: string | undefined;
    /** The user's `PATH`, searched for programs an alias would hide. */
    path?: string | undefined;
  }>;
  /** Keyed digest. */
  digest: (text: string | Uint8Array) => string;
  /** Absolute path of the `hermes` program; null when there is none. */
  hermesExecutable?: string | null | undefined;
  /** Number of the config.yaml schema that Hermes writes; null when it is not known. */
  configVersion?: number | null | undefined;
  /** Brings the text of a config.yaml to that schema; answers null when it cannot. */
  migrateConfig?: ((text: string) => Promise<string | null>) | null | undefined;
  clock: Pick<Clock, 'now'>;
  /** Queue shared with others who write to the profiles; default: one of its own. */
  queue?: Queues | undefined;
  /** Root this one stands in for: profiles are cloned from there, full clones as far as later steps look at them. */
  rehearsalOf?: string | undefined;
}>;

/** What every part of this adapter works with: the options, and what is made of them once. */
export type Home = Readonly<{
  root: string;
  homedir: string;
  env: ProfileHomeOptions['env'];
  digest: Digest;
  hermesExecutable: string | null;
  configVersion: number | null;
  migrateConfig: ((text: string) => Promise<string | null>) | null;
  clock: Pick<Clock, 'now'>;
  claims: Claims;
  rehearsalOf: string | null;
}>;

/** Directory of a profile; `default` is the root itself. */
export const profilePath = (root: string, profile: string): string =>
  profile === 'default' ? root : join(root, 'profiles', profile);

/** Where a flow builds its profile: beside its place, under a name Hermes takes for no profile. */
export const stagedPath = (root: string, flow: string): string => join(root, 'profiles', `.staged-${flow}`);

/** Where a discarded profile waits until the discard is recorded. */
export const trashPath = (root: string, flow: string): string => join(root, 'profiles', `.trash-${flow}`);

/** Whether these names are safe as parts of a path. */
export const isSafeRef = (ref: ProfileRef): boolean =>
  /^[A-Za-z0-9][\w-]{0,127}$/.test(ref.flow) && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(ref.profile);
