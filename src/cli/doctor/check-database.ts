import { existsSync } from 'node:fs';
import { verifyFlow } from '../../machines/flow/verify.ts';
import { toMessage } from '../cli-error.ts';
import type { Parts } from '../parts.ts';
import { readDatabase } from '../recorded-flows.ts';
import type { Settings } from '../settings.ts';
import { sha256 } from '../sha256.ts';
import type { Finding } from './finding.ts';

/** The event log opens, and every flow in it still folds to what was recorded. */
export const checkDatabase = async (parts: Parts, { logFile }: Settings): Promise<Finding> => {
  const what = 'Event log';
  if (!existsSync(logFile)) return { what, state: 'ok', found: `${logFile} is not there yet and will be made` };
  try {
    const { flows, differing } = await count(parts, logFile);
    if (differing === 0)
      return { what, state: 'ok', found: `${logFile}: ${flows === 1 ? '1 flow' : `${flows} flows`}, all as recorded` };
    const todo = `Look which: profile-builder verify --db ${logFile}`;
    return {
      what,
      state: 'problem',
      found: `${logFile}: ${differing} of ${flows} flows differ from what was recorded`,
      todo,
    };
  } catch (error) {
    const todo = 'Keep a copy of it, then look at the free space and the permissions there.';
    return { what, state: 'problem', found: `${logFile} cannot be read: ${toMessage(error)}`, todo };
  }
};

const count = async (parts: Parts, logFile: string): Promise<{ flows: number; differing: number }> => {
  let [flows, differing] = [0, 0];
  for await (const { records } of readDatabase(parts, logFile)) {
    flows += 1;
    if (!verifyFlow(records, sha256).ok) differing += 1;
  }
  return { flows, differing };
};
