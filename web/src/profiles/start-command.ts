import type { ProfileRow } from '../api/profiles.ts';

/** What starts a profile in a terminal. */
export const toStartCommand = ({ name, is_default, has_alias }: ProfileRow): string => {
  if (is_default) return 'hermes';
  return has_alias ? name : `hermes -p ${name}`;
};
