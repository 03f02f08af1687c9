import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { Refused, adviceOf, errorPath, findingOf } from '../file-fault.ts';

type Attempt = Readonly<{
  code: 'archive/failed' | 'profile/unreadable' | 'profile/unwritable';
  attempted: string;
  path: string;
}>;

/** Does file work; what the disk refuses becomes an answer that says what was attempted, where, and what to do. */
export const attempt = async <T extends object>(
  { code, attempted, path }: Attempt,
  work: () => Promise<ShelfAnswer<T>>,
): Promise<ShelfAnswer<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code, message: error.problem.message };
    const message = `${attempted} failed at ${errorPath(error, path)}: ${findingOf(error)}. ${adviceOf(error)}`;
    return { ok: false, code, message };
  }
};
