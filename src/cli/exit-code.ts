/** How the program ends, for scripts. */
export const exitCodes = {
  complete: 0,
  error: 1,
  usage: 2,
  cannotStart: 3,
  withProblems: 4,
  rejected: 5,
  cancelled: 6,
  interrupted: 130,
} as const;

/** Exit code of a flow's outcome; 1 while it has none. */
export const exitCodeOf = (outcome: string | null): number => codeByOutcome.get(outcome ?? '') ?? exitCodes.error;

const codeByOutcome = new Map<string, number>([
  ['complete', exitCodes.complete],
  ['discarded', exitCodes.complete],
  ['with-problems', exitCodes.withProblems],
  ['rejected', exitCodes.rejected],
  ['cancelled', exitCodes.cancelled],
]);

/** The table for `--help`. */
export const exitCodeHelp = `
Exit codes:
  0    complete: everything asked for is there
  1    error: the command could not be done, or verify or doctor found something wrong
  2    usage: the command line, the environment or the blueprint is not as it must be
  3    cannot start: the reason is printed (data directory in use, port taken, no server running)
  4    with problems: the profile is there, some of its items are not
  5    rejected: no profile was made
  6    cancelled: stopped on request; what was applied stays
  130  interrupted: Ctrl-C ended the watching, not the flow`;
