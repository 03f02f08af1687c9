import { type Io, printLines } from '../io.ts';
import type { Progress } from './progress.ts';

/** One line of JSON per transition, as the server sent it. */
export const createJsonProgress = (io: Io): Progress => ({
  show: (event) => {
    if (event.kind === 'transition') printLines(io, event.raw);
  },
  say: (text) => {
    io.stderr.write(`${text}\n`);
  },
  close: () => {},
});
