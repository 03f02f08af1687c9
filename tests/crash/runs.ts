import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether every run that was claimed has ended. */
export const runsAreOver = async (data: string): Promise<boolean> => {
  const files = await readdir(join(data, 'runs'), { recursive: true }).catch(() => []);
  const claims = files.filter((file) => file.endsWith('/claim')).length;
  const exits = files.filter((file) => file.endsWith('/exit')).length;
  return claims === exits;
};
