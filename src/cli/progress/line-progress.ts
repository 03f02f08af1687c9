import { type Io, printLines } from '../io.ts';
import { plainText } from '../plain-text.ts';
import type { TransitionWire } from '../wire.ts';
import type { Progress } from './progress.ts';

/** One line per transition, the same for every reader: no escape codes, no widths, no times that depend on the reader. */
export const createLineProgress = (io: Io): Progress => ({
  show: (event) => {
    if (event.kind === 'transition') printLines(io, toTransitionLine(event.transition));
    if (event.kind === 'waiting') io.stderr.write(`waiting: ${plainText(event.reason)}\n`);
  },
  say: (text) => {
    io.stderr.write(`${text}\n`);
  },
  close: () => {},
});

/** `<version> <time> <state> <event> [item] [attempt N] [pid N] [code: message]`. */
export const toTransitionLine = ({ version, at, state, type, data, items, outcome }: TransitionWire): string => {
  const item = typeof data['item'] === 'string' ? data['item'] : null;
  const view = items.find(({ id }) => id === item);
  const attempt = view !== undefined && view.attempt > 1 ? [`attempt ${view.attempt}`] : [];
  const pid = typeof data['pid'] === 'number' ? [`pid ${data['pid']}`] : [];
  const problem = view?.problem ? [`${view.problem.code}: ${view.problem.message}`] : [];
  const ending = type.startsWith('flow.') && outcome !== null ? [outcome] : [];
  return plainText(
    [version, at, state, type, ...(item === null ? [] : [item]), ...attempt, ...pid, ...problem, ...ending].join('  '),
  );
};
