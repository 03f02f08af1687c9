import { isAbsolute, join } from 'node:path';
import type { RunKey } from '../../machines/ports/runner.ts';

/** The files of one run; runner.sh says what each is for. */
export type RunPaths = Readonly<{
  flow: string;
  directory: string;
  /** For the command and its installer, who may empty it: apart from the files that say how the run stands. */
  work: string;
  claim: string;
  runner: string;
  pid: string;
  output: string;
  cancel: string;
  exit: string;
  /** Where the directory goes on its way out, so that it vanishes at once; its name is no key. */
  removed: string;
}>;

/** Paths of a run below `root`; throws a `RangeError` for a flow or key that could lead out of it. */
export const toRunPaths = (root: string, run: RunKey): RunPaths => {
  if (!isAbsolute(root)) throw new RangeError(`The runs directory must be an absolute path, got "${root}".`);
  const flow = join(root, parseSegment(run.flow, 'flow'));
  const directory = join(flow, parseSegment(run.key, 'key'));
  const at = (name: string): string => join(directory, name);
  return {
    flow,
    directory,
    work: at('work'),
    claim: at('claim'),
    runner: at('runner'),
    pid: at('pid'),
    output: at('output'),
    cancel: at('cancel'),
    exit: at('exit'),
    removed: `${directory}~removed`,
  };
};

/** Whether a name can be that of a flow or a run. */
export const isSegment = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(text);

const parseSegment = (text: string, what: string): string => {
  if (isSegment(text)) return text;
  throw new RangeError(`A run's ${what} must be letters, digits, ".", "_" and "-", got "${text}".`);
};
