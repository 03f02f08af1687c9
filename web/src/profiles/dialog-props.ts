import type { ProfileRow } from '../api/profiles.ts';

/** What each dialog about a profile is given. */
export type DialogProps = Readonly<{ profile: ProfileRow; onClose: () => void }>;
