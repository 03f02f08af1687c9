import type { ProfileHomeOptions } from '../home.ts';
import type { Queues } from '../../queues.ts';

/** Where the profiles are, and what dealing with them needs from outside. */
export type ShelfOptions = Pick<ProfileHomeOptions, 'root' | 'homedir'> &
  Readonly<{
    /** Absolute path of the `hermes` program; null when there is none. */
    hermesExecutable: string | null;
    env: Readonly<{
      path?: string | undefined;
      /** Hermes home this process was started in, if any. */
      hermesHome?: string | undefined;
    }>;
    /** The queue that flows write in too. */
    queue: Queues;
    /** The flow that works on a profile now; null when none does. */
    holderOf(profile: string): Promise<string | null>;
    /** The action that is under way in a profile; null when none is. */
    actionIn(profile: string): Promise<string | null>;
  }>;
