import { join } from 'node:path';

/** Places of an embedded install inside its run directory; `listing` is git's, of the clone in `source`. */
export const workOf = (directory: string) => {
  const root = join(directory, 'skills-cli');
  return {
    root,
    home: join(root, 'home'),
    state: join(root, 'state'),
    hermes: join(root, 'hermes'),
    made: join(root, 'hermes', 'skills'),
    temporary: join(root, 'tmp'),
    source: join(root, 'source'),
    listing: join(root, 'listing'),
  };
};
